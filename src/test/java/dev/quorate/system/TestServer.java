package dev.quorate.system;

import java.sql.Connection;

/** A running Quorate with a database of its own, as a test sees it. */
public interface TestServer {
  /** {@code http://127.0.0.1:port}, without a slash at the end. */
  String url();

  String adminKey();

  /** The server's process. */
  long pid();

  /** A connection with the rights the application has. */
  Connection asApplication();

  /** A connection with the rights migrations have. */
  Connection asOwner();

  /** The server of this run, started on first use. */
  static TestServer shared() {
    return ExternalServer.fromSystemProperties();
  }
}
