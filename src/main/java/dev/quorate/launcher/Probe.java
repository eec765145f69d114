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
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI base;

  Probe(URI base) {
    this.base = base;
  }

  boolean isReady() throws InterruptedException {
    return answersOk(HttpRequest.newBuilder(base.resolve("/health/ready")));
  }

  /** Whether the key opens the path. */
  boolean opens(String path, String key) throws InterruptedException {
    return answersOk(
        HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + key));
  }

  private boolean answersOk(HttpRequest.Builder request) throws InterruptedException {
    try {
      return client
              .send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == OK;
    } catch (IOException e) {
      // Nobody listens yet, or not any more.
      return false;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
