package dev.quorate.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the server as a client would, and wants to know the status only. */
final class Probe implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Two minutes at most. */
  private static final int MOST_ASKED = 20;

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI base;

  Probe(URI base) {
    this.base = base;
  }

  boolean isReady() throws InterruptedException {
    return status(HttpRequest.newBuilder(base.resolve("/health/ready"))) == OK;
  }

  /**
   * Whether the key opens the path. Asked again until the answer is a yes or a no: a key that was
   * adopted and not shown because the first request was slow would be lost.
   */
  boolean opens(String path, String key) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + key);
    int status = status(request);
    for (int asked = 1; asked < MOST_ASKED && status != OK && status != UNAUTHORIZED; asked++) {
      Thread.sleep(PAUSE);
      status = status(request);
    }
    return status == OK;
  }

  /** The status of the reply, zero when none came. */
  private int status(HttpRequest.Builder request) throws InterruptedException {
    try {
      return client
          .send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      // Nobody listens yet, or not any more, or not in time.
      return 0;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
