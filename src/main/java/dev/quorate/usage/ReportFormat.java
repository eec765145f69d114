package dev.quorate.usage;

import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import java.util.Locale;
import java.util.Map;

/** The form a report is wanted in: what {@code Accept} likes best of what is served. */
public enum ReportFormat {
  JSON("application/json", "application/json"),
  NDJSON("application/x-ndjson", "application/x-ndjson; charset=utf-8"),
  CSV("text/csv", "text/csv; charset=utf-8; header=present");

  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "application/ndjson", "application/x-ndjson",
          "application/jsonl", "application/x-ndjson",
          "application/x-jsonlines", "application/x-ndjson");

  private final String mediaType;
  private final String contentType;

  ReportFormat(String mediaType, String contentType) {
    this.mediaType = mediaType;
    this.contentType = contentType;
  }

  public String contentType() {
    return contentType;
  }

  /**
   * JSON when {@code Accept} is absent or content with anything.
   *
   * @throws dev.quorate.kernel.GatewayException NOT_ACCEPTABLE
   */
  public static ReportFormat of(RequestHead head, ReportFormat... served) {
    String accept = head.header("accept").orElse("*/*");
    ReportFormat best = null;
    double liked = 0;
    for (ReportFormat format : served) {
      double quality = format.qualityIn(accept);
      if (quality > liked) {
        best = format;
        liked = quality;
      }
    }
    if (best == null) {
      throw ErrorCode.NOT_ACCEPTABLE.because(
          "None of the media types in 'Accept' is served here; application/json is.");
    }
    return best;
  }

  /**
   * The weight of the range in the header that names this format most exactly; 0 when none does.
   */
  private double qualityIn(String accept) {
    double quality = 0;
    int exactness = 0;
    for (String range : accept.split(",", -1)) {
      String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
      int exact = exactnessOf(parts[0].strip());
      if (exact > exactness) {
        exactness = exact;
        quality = weight(parts);
      }
    }
    return quality;
  }

  private int exactnessOf(String range) {
    String name = OTHER_NAMES.getOrDefault(range, range);
    if (name.equals(mediaType)) {
      return 3;
    }
    if (name.equals(mediaType.substring(0, mediaType.indexOf('/')) + "/*")) {
      return 2;
    }
    return name.equals("*/*") ? 1 : 0;
  }

  /** {@code q}; 1 when there is none, 0 when it is no number. */
  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.startsWith("q=")) {
        String q = part.substring(2).strip();
        return q.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(q) : 0;
      }
    }
    return 1;
  }
}
