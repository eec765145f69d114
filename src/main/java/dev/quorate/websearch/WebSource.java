package dev.quorate.websearch;

/**
 * Where something came from, for {@code sources} of a reply.
 *
 * @param title may be empty
 */
public record WebSource(String url, String title) {
  @Override
  public String toString() {
    return "WebSource[]";
  }
}
