package dev.quorate.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Reply;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A reply against its file in {@code golden/inference}, character by character, so that names,
 * order and decimals are pinned. Measured times are written as 0.
 */
public final class Golden {
  private Golden() {}

  /** Compares the reply's body. */
  public static void mustEqual(String file, Reply reply) {
    String body = InferenceWorld.JSON.writeValueAsString(reply.body());
    String timeless = body.replaceAll("(\"(panel|judge|overhead)_ms\" : )[0-9.]+", "$10");

    assertThat(timeless.strip() + "\n").isEqualTo(read("/golden/inference/" + file));
  }

  /** A world in which {@code acme/two} is down and {@code acme/cut} is cut at its cap. */
  public static InferenceWorld world() {
    InferenceWorld world = new InferenceWorld();
    world.scripts.put(
        "acme/two",
        any -> new CallResult.Failed(FailureKind.PROVIDER_ERROR, 503, "The provider fails.", null));
    world.scripts.put("acme/cut", any -> new CallResult.Answered("Yes, bec", FinishReason.LENGTH));
    return world;
  }

  private static String read(String path) {
    try (InputStream golden = Golden.class.getResourceAsStream(path)) {
      return golden == null ? "" : new String(golden.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
