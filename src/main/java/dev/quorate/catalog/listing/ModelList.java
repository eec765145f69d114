package dev.quorate.catalog.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Models as OpenAI's clients expect them, all at once; OpenRouter's may ask for a part. */
@Schema(name = "ModelList")
record ModelList(
    @JsonProperty("object") @Schema(examples = "list") String object,
    @JsonProperty("data") List<ModelCard> data,
    @JsonProperty("total_count") @Schema(description = "Of all parts") int totalCount,
    @JsonProperty("links") PageLinks links) {

  /** Where the next part is. */
  @Schema(name = "ModelListLinks")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record PageLinks(
      @JsonProperty("next") @Schema(description = "Null on the last part", nullable = true)
          @Nullable String next) {}

  /** The part that the query asks for by {@code offset} and {@code limit}; else all of them. */
  static ModelList of(List<ModelCard> all, RequestHead head) {
    int from = Math.min(all.size(), number(head, "offset", 0));
    int limit = number(head, "limit", Integer.MAX_VALUE);
    int to = limit >= all.size() - from ? all.size() : from + limit;
    String next =
        to == all.size() || to == from ? null : "/api/v1/models?offset=" + to + "&limit=" + limit;
    return new ModelList("list", all.subList(from, to), all.size(), new PageLinks(next));
  }

  private static int number(RequestHead head, String name, int absent) {
    String text = head.query(name).orElse("");
    if (text.isEmpty()) {
      return absent;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw ErrorCode.INVALID_VALUE.because(name, "'" + name + "' must be a whole number.");
    }
    return Integer.parseInt(text);
  }
}
