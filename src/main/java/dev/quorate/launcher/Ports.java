package dev.quorate.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine. */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int BEYOND = 32_768;
  private static final int TRIES = 1000;

  private Ports() {}

  /**
   * A port of the loopback address that nobody listens on just now. It lies below those that
   * systems give to outgoing connections, so none takes it before its server does.
   */
  public static int free() {
    for (int tried = 0; tried < TRIES; tried++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
      if (isFreeOnLoopback(port)) {
        return port;
      }
    }
    throw new StartFailed("No free port on the loopback address.");
  }

  static boolean isFreeOnLoopback(int port) {
    return isFree(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * Whether a server could listen there. Sockets that only linger from an earlier server do not
   * count.
   */
  static boolean isFree(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
