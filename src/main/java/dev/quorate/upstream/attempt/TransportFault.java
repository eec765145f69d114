package dev.quorate.upstream.attempt;

import dev.quorate.upstream.FailureKind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;

/**
 * Why no status line arrived. The ledger needs to know whether the provider can have seen the whole
 * request, a retry needs to know that it cannot have. Where an exception's type does not say, its
 * stack does: a thread that stood in {@code Socket.connect} had sent nothing.
 */
public enum TransportFault {
  NOT_BEGUN(FailureKind.NOT_SENT, false, false, "Nobody waited any more."),
  UNRESOLVED(FailureKind.UNREACHABLE, false, false, "The provider's name could not be resolved."),
  REFUSED(FailureKind.UNREACHABLE, false, true, "The provider refused the connection."),
  NO_CONNECTION(FailureKind.UNREACHABLE, false, false, "The provider could not be reached."),
  BAD_TLS(FailureKind.UNREACHABLE, false, false, "No secure connection to the provider."),
  NO_FREE_CONNECTION(FailureKind.NOT_SENT, false, false, "All connections are in use."),
  CUT_WHILE_SENDING(
      FailureKind.UNREACHABLE, false, true, "The connection broke before the request was sent."),
  CUT_BEFORE_ANSWER(
      FailureKind.BROKEN_REPLY, true, false, "The connection broke before the answer."),
  UNKNOWN(FailureKind.PROVIDER_ERROR, true, false, "The call failed.");

  private final FailureKind kind;
  private final boolean sent;
  private final boolean repeatable;
  private final String sentence;

  TransportFault(FailureKind kind, boolean sent, boolean repeatable, String sentence) {
    this.kind = kind;
    this.sent = sent;
    this.repeatable = repeatable;
    this.sentence = sentence;
  }

  FailureKind kind() {
    return kind;
  }

  /** The provider may have the whole request: it may have worked on it. */
  boolean sent() {
    return sent;
  }

  /** It provably has not, and another attempt may fare better. */
  boolean repeatable() {
    return repeatable;
  }

  /** For the caller: no address, no inner cause. */
  public String sentence() {
    return sentence;
  }

  /** Which of them a failure is, by its causes. */
  public static TransportFault of(Throwable failure) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      TransportFault fault = byType(cause);
      if (fault != UNKNOWN) {
        return fault;
      }
    }
    return causes.stream().anyMatch(cause -> cause instanceof java.io.IOException)
        ? byPlace(causes)
        : UNKNOWN;
  }

  // Apache's own exceptions are not on the application's class path: their names are their type.
  private static TransportFault byType(Throwable cause) {
    return switch (cause) {
      case UnknownHostException e -> UNRESOLVED;
      case NoRouteToHostException e -> NO_CONNECTION;
      case SSLHandshakeException e -> BAD_TLS;
      case InterruptedException e -> NO_FREE_CONNECTION;
      case Throwable e when named(e, "ConnectionPoolTimeoutException") -> NO_FREE_CONNECTION;
      case Throwable e when named(e, "ConnectTimeoutException") -> NO_CONNECTION;
      case ConnectException e when e.getMessage() != null && e.getMessage().contains("timed out") ->
          NO_CONNECTION;
      case ConnectException e -> REFUSED;
      default -> UNKNOWN;
    };
  }

  private static boolean named(Throwable cause, String simpleName) {
    return cause.getClass().getSimpleName().equals(simpleName);
  }

  private static TransportFault byPlace(List<Throwable> causes) {
    if (stoodIn(causes, "startHandshake")) {
      return BAD_TLS;
    }
    if (causes.stream().anyMatch(SocketException.class::isInstance) && stoodIn(causes, "connect")) {
      return NO_CONNECTION;
    }
    return stoodIn(causes, "doSendRequest") ? CUT_WHILE_SENDING : CUT_BEFORE_ANSWER;
  }

  private static boolean stoodIn(List<Throwable> causes, String method) {
    for (Throwable cause : causes) {
      for (StackTraceElement frame : cause.getStackTrace()) {
        if (frame.getMethodName().equals(method)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = failure; t != null && causes.size() < 20; t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }
}
