package dev.quorate.inference.reading;

import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.upstream.request.ContentPart;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pieces of a conversation that both endpoints read in the same way. */
public final class Content {
  /** Turns of one conversation. */
  public static final int MAX_TURNS = 2_000;

  /** Parts of one turn. */
  public static final int MAX_PARTS = 1_000;

  /** No text can be longer than the body that holds it. */
  public static final int MAX_TEXT = 20_000_000;

  /** Names and ids of tool calls. */
  public static final int MAX_NAME = 256;

  /** A detail, and the one the dialects know for it. */
  private static final Map<String, String> DETAILS =
      Map.of("low", "low", "high", "high", "auto", "auto", "original", "high");

  private static final Pattern DATA_IMAGE =
      Pattern.compile("data:image/[A-Za-z0-9.+-]+;base64,[A-Za-z0-9+/]");
  private static final Pattern HTTPS = Pattern.compile("https://[^\\s/?#]+");

  private Content() {}

  /** A text that must be there and may be empty. */
  public static String text(Fields holder, String name) {
    String text = holder.text(name, MAX_TEXT);
    if (text == null) {
      throw missing(holder, name);
    }
    return text;
  }

  /**
   * An image by address. Nothing here fetches it; the provider does.
   *
   * @param urlName the field with the address
   * @param holder also holds {@code detail}
   */
  public static ContentPart.Image image(Fields holder, String urlName) {
    String url = holder.requiredText(urlName, MAX_TEXT);
    if (!HTTPS.matcher(url).lookingAt() && !DATA_IMAGE.matcher(url).lookingAt()) {
      throw holder.refusal(
          urlName, "must be an https: address or a data:image/…;base64, URL of an image");
    }
    return new ContentPart.Image(url, detail(holder));
  }

  private static @Nullable String detail(Fields holder) {
    String detail = holder.text("detail", MAX_NAME);
    if (detail == null) {
      return null;
    }
    String known = DETAILS.get(detail);
    if (known == null) {
      throw holder.refusal("detail", "must be 'low', 'high', 'auto' or 'original'");
    }
    return known;
  }

  /** The refusal of a field that is absent. */
  public static GatewayException missing(Fields holder, String name) {
    return ErrorCode.MISSING_FIELD.because(
        holder.path(name), "'" + holder.path(name) + "' is required.");
  }

  /** The refusal of a type of item or part that is not served. */
  public static GatewayException unserved(Fields holder, String name, String served) {
    return ErrorCode.UNSUPPORTED_PARAMETER.because(
        holder.path(name), "'" + holder.path(name) + "' is not served; served are " + served + ".");
  }
}
