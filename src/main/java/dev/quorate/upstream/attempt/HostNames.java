package dev.quorate.upstream.attempt;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks a provider's name up before its client does, so that the client finds it in the JVM's
 * address cache. The look-up is a native call that holds its thread: here that is one of a few
 * platform threads, one look-up a name at a time, and the caller stops waiting when it takes too
 * long.
 */
public final class HostNames {
  private final ExecutorService lookers;
  private final Duration timeout;
  private final Lookup lookup;
  private final ConcurrentMap<String, CompletableFuture<Boolean>> underWay =
      new ConcurrentHashMap<>();

  /** The blocking look-up itself. */
  @FunctionalInterface
  public interface Lookup {
    void find(String host) throws UnknownHostException;
  }

  public HostNames(ExecutorService lookers, Duration timeout, Lookup lookup) {
    this.lookers = lookers;
    this.timeout = timeout;
    this.lookup = lookup;
  }

  /** The JVM's own resolver, which keeps what it finds. */
  public static void findByName(String host) throws UnknownHostException {
    InetAddress[] ignored = InetAddress.getAllByName(host);
  }

  /**
   * Returns once the host of the address is known; at once for a literal address.
   *
   * @throws UnknownHostException when it is not, or not in time
   * @throws InterruptedIOException when the wait was given up
   */
  public void find(URI address) throws UnknownHostException, InterruptedIOException {
    String host = address.getHost();
    if (host == null) {
      throw new UnknownHostException("no host");
    }
    if (isLiteral(host)) {
      return;
    }
    try {
      boolean ignored = start(host).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException unknown) {
      throw new UnknownHostException(host);
    } catch (InterruptedException gaveUp) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("given up").initCause(gaveUp);
    }
  }

  private CompletableFuture<Boolean> start(String host) {
    CompletableFuture<Boolean> mine = new CompletableFuture<>();
    CompletableFuture<Boolean> other = underWay.putIfAbsent(host, mine);
    if (other != null) {
      return other;
    }
    try {
      lookers.execute(() -> look(host, mine));
    } catch (RejectedExecutionException full) {
      underWay.remove(host, mine);
      mine.completeExceptionally(full);
    }
    return mine;
  }

  private void look(String host, CompletableFuture<Boolean> found) {
    try {
      lookup.find(host);
      underWay.remove(host, found);
      found.complete(true);
    } catch (UnknownHostException | RuntimeException unknown) {
      underWay.remove(host, found);
      found.completeExceptionally(unknown);
    }
  }

  // Names never end in a digit or hold a colon; addresses always do one of the two.
  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1));
  }
}
