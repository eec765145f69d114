package dev.quorate.bench;

import dev.quorate.system.FakeAnswer;
import dev.quorate.system.FakeProvider;
import java.time.Duration;
import java.util.List;

/** How much the fake provider itself can carry, so that it is not what a bench measures. */
public final class ProviderBench {
  private ProviderBench() {}

  /** Prints figures at 1, 32 and 256 connections. */
  public static void main(String[] args) throws Exception {
    try (FakeProvider provider = FakeProvider.start().logging(false)) {
      provider.script("bench/now", FakeAnswer.text("An answer of a usual length, more or less."));
      String body =
          "{\"model\":\"bench/now\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello"
              + " there\"}]}";
      LoadClient client = new LoadClient(provider.port(), "/v1/chat/completions", List.of(), body);
      client.run(32, Duration.ofSeconds(10));
      for (int connections : new int[] {1, 32, 256}) {
        System.out.println(connections + " " + client.run(connections, Duration.ofSeconds(5)));
      }
    }
  }
}
