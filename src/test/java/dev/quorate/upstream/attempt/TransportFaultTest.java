package dev.quorate.upstream.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class TransportFaultTest {
  @ParameterizedTest
  @MethodSource
  void theInnerCauseTells(Throwable cause, TransportFault fault) {
    Throwable wrapped = new IOException("no answer", new IllegalStateException("outer", cause));

    assertThat(TransportFault.of(wrapped)).isEqualTo(fault);
  }

  static Stream<Arguments> theInnerCauseTells() {
    return Stream.of(
        Arguments.of(new UnknownHostException("x"), TransportFault.UNRESOLVED),
        Arguments.of(new ConnectException("Connection refused"), TransportFault.REFUSED),
        Arguments.of(new ConnectException("Connection timed out"), TransportFault.NO_CONNECTION),
        Arguments.of(new NoRouteToHostException("x"), TransportFault.NO_CONNECTION),
        Arguments.of(new ConnectTimeoutException(), TransportFault.NO_CONNECTION),
        Arguments.of(new ConnectionPoolTimeoutException(), TransportFault.NO_FREE_CONNECTION),
        Arguments.of(new InterruptedException(), TransportFault.NO_FREE_CONNECTION),
        Arguments.of(new SSLHandshakeException("x"), TransportFault.BAD_TLS),
        Arguments.of(new SocketException("Connection reset"), TransportFault.CUT_BEFORE_ANSWER),
        Arguments.of(new EOFException("closed"), TransportFault.CUT_BEFORE_ANSWER));
  }

  @Test
  void onlyWhatProvablyDidNotArriveMayBeRepeated() {
    for (TransportFault fault : TransportFault.values()) {
      assertThat(fault.sent() && fault.repeatable()).as(fault.name()).isFalse();
    }
  }

  @Test
  void aBugIsNotTheNetworks() {
    assertThat(TransportFault.of(new IllegalStateException("bug")))
        .isEqualTo(TransportFault.UNKNOWN);
  }

  @Test
  void aThreadInterruptedWhileConnectingHadSentNothing() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> waiting = fill(full);
      FutureTask<Throwable> connecting =
          new FutureTask<>(() -> {
            try (Socket socket = new Socket()) {
              socket.connect(full.getLocalSocketAddress(), 20_000);
              return null;
            } catch (IOException closed) {
              return closed;
            }
          });
      Thread thread = Thread.startVirtualThread(connecting);
      thread.interrupt();

      assertThat(TransportFault.of(connecting.get()).sent()).isFalse();
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  /** Takes every place in the listener's queue, so that the next one hangs. */
  private static List<Socket> fill(ServerSocket server) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try {
      while (sockets.size() < 20) {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect((InetSocketAddress) server.getLocalSocketAddress(), 200);
      }
    } catch (IOException full) {
      return sockets;
    }
    return sockets;
  }

  /** Apache's, which is known by its name. */
  private static final class ConnectTimeoutException extends InterruptedIOException {
    private static final long serialVersionUID = 1L;
  }

  /** Apache's, which is known by its name. */
  private static final class ConnectionPoolTimeoutException extends InterruptedIOException {
    private static final long serialVersionUID = 1L;
  }
}
