package dev.quorate.websearch.attempt;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The JVM's resolver behind a few platform threads. Who waits stops waiting when it takes too long;
 * the native look-up itself cannot be stopped.
 */
public final class LookedUpNames implements Names {
  private final ExecutorService lookers;
  private final Duration timeout;
  private final Lookup lookup;

  /** The blocking look-up itself. */
  @FunctionalInterface
  public interface Lookup {
    InetAddress[] all(String host) throws UnknownHostException;
  }

  public LookedUpNames(ExecutorService lookers, Duration timeout) {
    this(lookers, timeout, InetAddress::getAllByName);
  }

  LookedUpNames(ExecutorService lookers, Duration timeout, Lookup lookup) {
    this.lookers = lookers;
    this.timeout = timeout;
    this.lookup = lookup;
  }

  @Override
  public List<InetAddress> find(String host) throws UnknownHostException, InterruptedIOException {
    Future<InetAddress[]> found;
    try {
      found = lookers.submit(() -> lookup.all(host));
    } catch (RejectedExecutionException full) {
      throw unknown(host, full);
    }
    try {
      return List.of(found.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException unknown) {
      throw unknown(host, unknown);
    } catch (InterruptedException gaveUp) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("given up").initCause(gaveUp);
    } finally {
      // One that still waits for its thread need not begin.
      found.cancel(true);
    }
  }

  private static UnknownHostException unknown(String host, Exception cause) {
    return (UnknownHostException) new UnknownHostException(host).initCause(cause);
  }
}
