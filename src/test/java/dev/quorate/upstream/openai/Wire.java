package dev.quorate.upstream.openai;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PriceSnapshot;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.wire.RawReply;
import dev.quorate.upstream.wire.RawReply.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** Recorded replies and made-up ones. */
final class Wire {
  private Wire() {}

  static byte[] recorded(String name) {
    String path = "/wire/openai/" + name + ".json";
    try (InputStream in = Objects.requireNonNull(Wire.class.getResourceAsStream(path), path)) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static RawReply ok(byte[] body) {
    return reply(200, body, Ending.WHOLE);
  }

  static RawReply ok(String body) {
    return ok(body.getBytes(StandardCharsets.UTF_8));
  }

  static RawReply cut(String body) {
    return reply(200, body.getBytes(StandardCharsets.UTF_8), Ending.CUT);
  }

  static RawReply error(int status, String body) {
    return reply(status, body.getBytes(StandardCharsets.UTF_8), Ending.WHOLE);
  }

  private static RawReply reply(int status, byte[] body, Ending ending) {
    return new RawReply(status, null, null, null, body, false, ending);
  }

  static ProviderTarget target(String baseUri) {
    return new ProviderTarget(
        "acme",
        Dialect.OPENAI,
        URI.create(baseUri),
        Sensitive.of("sk-very-secret"),
        Duration.ofSeconds(2),
        10);
  }

  static PricedModel model(String baseUri) {
    BigDecimal one = BigDecimal.ONE;
    return new PricedModel(
        new ModelSlug("acme/one"),
        "one-2026",
        target(baseUri),
        new PriceSnapshot("v1", one, one, null, null, null, BigDecimal.ZERO),
        null,
        null,
        Set.of());
  }
}
