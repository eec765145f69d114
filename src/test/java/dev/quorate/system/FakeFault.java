package dev.quorate.system;

/** What goes wrong on the wire between the provider and its client. */
public enum FakeFault {
  NONE,
  /** The whole request is read, then the connection is reset. */
  RESET_BEFORE_HEADERS,
  /** Status line and headers, then a reset. */
  RESET_AFTER_HEADERS,
  /** Half the body, then a reset. */
  RESET_MID_BODY,
  /** The connection is closed in order, without a byte. */
  CLOSE_BEFORE_HEADERS,
  /** Half the body of the announced length, then closed in order. */
  CUT_MID_BODY,
  /** Half a chunked body, closed without the last chunk. */
  CUT_CHUNKED,
  /** Half the body, then the sending side is shut; the receiving one stays open. */
  HALF_CLOSE,
  /** The request is read and nothing is ever said. */
  SILENCE,
  /** Headers, then nothing more. */
  SILENCE_AFTER_HEADERS,
  /** Status line, headers and body at one byte a second. */
  DRIP,
  /** A chunked body that never ends. */
  ENDLESS_BODY,
  /** Headers that never end. */
  ENDLESS_HEADERS,
  /** Bytes that are not HTTP. */
  NOT_HTTP
}
