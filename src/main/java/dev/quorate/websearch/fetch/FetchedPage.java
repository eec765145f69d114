package dev.quorate.websearch.fetch;

import org.jspecify.annotations.Nullable;

/**
 * One answer of a page's server. The body was read only where there may be text in it.
 *
 * @param location of a redirect
 * @param cut whether the body went on
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record FetchedPage(
    int status,
    @Nullable String location,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    byte[] body,
    boolean cut) {

  /** Whether it sends us elsewhere. */
  boolean isRedirect() {
    return location != null
        && switch (status) {
          case 301, 302, 303, 307, 308 -> true;
          default -> false;
        };
  }

  /** A status from 200 to 299. */
  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Compressed, which nobody asked for. */
  boolean isEncoded() {
    return contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity");
  }
}
