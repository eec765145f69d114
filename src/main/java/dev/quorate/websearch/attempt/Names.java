package dev.quorate.websearch.attempt;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. */
@FunctionalInterface
public interface Names {
  /**
   * Looks a name up, once.
   *
   * @return every address it has, at least one
   * @throws UnknownHostException when it has none, or none was found in time
   * @throws InterruptedIOException when the wait was given up
   */
  List<InetAddress> find(String host) throws UnknownHostException, InterruptedIOException;
}
