package dev.quorate.inference.idempotency;

import dev.quorate.http.Json;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.VirtualThreads;
import dev.quorate.runs.idempotency.IdempotencyKeys;
import dev.quorate.runs.idempotency.KeptEnding;
import dev.quorate.runs.idempotency.KeyUse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Writes down how requests with a key ended. A database that is away delays nobody: the first try
 * is made before the client hears the end, further ones behind its back.
 */
@Singleton
class Endings {
  private static final System.Logger LOG = System.getLogger(Endings.class.getName());
  private static final int TRIES = 60;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private final IdempotencyKeys keys;
  private final Json json;
  private final VirtualThreads threads;

  @Inject
  Endings(IdempotencyKeys keys, Json json, VirtualThreads threads) {
    this.keys = keys;
    this.json = json;
    this.threads = threads;
  }

  byte[] written(Object body) {
    return json.write(body);
  }

  String writtenText(Object body) {
    return json.writeText(body);
  }

  void keep(KeyUse use, KeptEnding ending) {
    write(use.request(), () -> keys.end(use, ending));
  }

  void free(KeyUse use) {
    write(use.request(), () -> keys.free(use, use.request()));
  }

  private void write(RequestId request, Runnable write) {
    try {
      write.run();
    } catch (RuntimeException away) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: the end of its idempotency key waits, {1}",
          request,
          away.getClass().getName());
      threads.execute(() -> again(request, write));
    }
  }

  private static void again(RequestId request, Runnable write) {
    for (int tried = 1; tried <= TRIES; tried++) {
      try {
        Thread.sleep(BETWEEN_TRIES);
        write.run();
        return;
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException away) {
        LOG.log(System.Logger.Level.DEBUG, () -> request + ": still waits", away);
      }
    }
    LOG.log(
        System.Logger.Level.ERROR,
        "{0}: the end of its idempotency key could not be written; the key stays taken.",
        request);
  }
}
