package dev.quorate.upstream.request;

import org.jspecify.annotations.Nullable;

/** A piece of a user's turn. Customer data: {@code toString} says only how much there is. */
public sealed interface ContentPart {

  record Text(String text) implements ContentPart {
    @Override
    public String toString() {
      return "Text[" + text.length() + " chars]";
    }
  }

  /**
   * A picture, by reference.
   *
   * @param url {@code https:} address or {@code data:} URL; never fetched by us
   * @param detail {@code low}, {@code high}, {@code auto}, or null
   */
  record Image(String url, @Nullable String detail) implements ContentPart {
    @Override
    public String toString() {
      return "Image[" + url.length() + " chars]";
    }
  }
}
