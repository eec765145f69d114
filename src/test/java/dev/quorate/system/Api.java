package dev.quorate.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP with the server as one caller. */
public final class Api {
  private final HttpClient client;
  private final String url;
  private final @Nullable String key;

  Api(HttpClient client, String url, @Nullable String key) {
    this.client = client;
    this.url = url;
    this.key = key;
  }

  /** The same server with another key; null sends none. */
  public Api as(@Nullable String otherKey) {
    return new Api(client, url, otherKey);
  }

  /** The same caller at another server. */
  Api at(String otherUrl) {
    return new Api(client, otherUrl, key);
  }

  public Answer get(String path) {
    return send("GET", path, null, List.of());
  }

  /** Posts JSON; {@code headers} are names and values in turn. */
  public Answer post(String path, String body, String... headers) {
    return send("POST", path, body, List.of(headers));
  }

  public Answer patch(String path, String body) {
    return send("PATCH", path, body, List.of());
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, List.of());
  }

  /** One exchange; a body is sent as {@code application/json} unless the headers say otherwise. */
  public Answer send(String method, String path, @Nullable String body, List<String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(5));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    if (body != null && headers.stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    request.method(
        method,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    try {
      HttpResponse<String> reply =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (reply.statusCode() >= 400) {
        Canaries.expectNone("a refusal of " + method + " " + path, reply.body());
      }
      return new Answer(reply.statusCode(), reply.headers(), reply.body());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
