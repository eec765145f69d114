package dev.quorate.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Opens many streams of a {@link TokenServer} at once and times the way of every token. */
final class StreamLoad {
  private final HttpClient client;
  private final int port;
  private final String key;

  StreamLoad(HttpClient client, int port, String key) {
    this.client = client;
    this.port = port;
    this.key = key;
  }

  /** A failure is a stream that is not whole. */
  LoadFigures run(int streams, int tokens, String model) {
    long start = System.nanoTime();
    List<long[]> ways = new ArrayList<>();
    int failures = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<long[]>> all = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        all.add(threads.submit(() -> one(model, tokens)));
      }
      for (Future<long[]> stream : all) {
        long[] times = stream.get();
        ways.add(times);
        failures += times.length == tokens ? 0 : 1;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted under load", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a stream failed under load", e);
    }
    long[] nanos = ways.stream().flatMapToLong(Arrays::stream).toArray();
    return LoadFigures.of(nanos, failures, System.nanoTime() - start);
  }

  private long[] one(String model, int tokens) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + key)
            .POST(BodyPublishers.ofString(body(model)))
            .build();
    long[] ways = new long[tokens];
    int count = 0;
    HttpResponse<Stream<String>> response = client.send(request, BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      for (String line : (Iterable<String>) lines::iterator) {
        int at = line.indexOf(TokenServer.STAMP);
        if (at >= 0 && count < tokens) {
          int from = at + TokenServer.STAMP.length();
          long sent = Long.parseLong(line, from, line.indexOf(' ', from), 10);
          ways[count++] = System.nanoTime() - sent;
        }
      }
    }
    return Arrays.copyOf(ways, count);
  }

  private static String body(String model) {
    return "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Go on.\"}]}"
        .formatted(model);
  }
}
