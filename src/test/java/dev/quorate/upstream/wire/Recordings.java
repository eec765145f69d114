package dev.quorate.upstream.wire;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PriceSnapshot;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.Exchange;
import dev.quorate.upstream.wire.RawReply.Ending;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/** Recorded replies, played to a dialect as the wire would, whole or cut. */
public final class Recordings {
  private static final Refusals REFUSALS = new Refusals(WireJson.MAPPER);

  private Recordings() {}

  /** The bytes of {@code /wire/<folder>/<name>}. */
  public static byte[] recorded(String folder, String name) {
    String path = "/wire/" + folder + "/" + name;
    try (InputStream in =
        Objects.requireNonNull(Recordings.class.getResourceAsStream(path), path)) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A reply in one body. */
  public static Exchange whole(ReplyWords words, int status, byte[] body) {
    return read(words, status, body, Ending.WHOLE);
  }

  /** A reply in one body that broke off. */
  public static Exchange cut(ReplyWords words, byte[] body) {
    return read(words, 200, body, Ending.CUT);
  }

  private static Exchange read(ReplyWords words, int status, byte[] body, Ending ending) {
    RawReply raw = new RawReply(status, null, null, null, body, false, ending);
    return new ReplyReader(words, REFUSALS).read(raw, target());
  }

  /** A reply in events, as far as the stream goes. */
  public static Exchange streamed(StreamWords words, InputStream body, Told listener) {
    AnswerStream stream = new AnswerStream(words, listener);
    Ending ending;
    try {
      ending = ExchangeClient.events(body, stream);
    } catch (IOException broken) {
      ending = Ending.CUT;
    }
    RawReply raw = new RawReply(200, null, null, null, new byte[0], true, ending);
    return stream.exchange(raw, REFUSALS, target());
  }

  /** A reply in events given as text. */
  public static Exchange streamed(StreamWords words, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return streamed(words, new ByteArrayInputStream(bytes), new Told());
  }

  /** The bytes in two reads. */
  public static InputStream inTwo(byte[] bytes, int first) {
    return new SequenceInputStream(
        new ByteArrayInputStream(bytes, 0, first),
        new ByteArrayInputStream(bytes, first, bytes.length - first));
  }

  /** The first bytes, and then the connection is reset. */
  public static InputStream resetAfter(byte[] bytes, int first) {
    InputStream reset =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };
    return new SequenceInputStream(endingAfter(bytes, first), reset);
  }

  /** The first bytes, and then the body ends as if that were all. */
  public static InputStream endingAfter(byte[] bytes, int first) {
    return new ByteArrayInputStream(Arrays.copyOf(bytes, first));
  }

  /** A provider at an address nobody has. */
  public static ProviderTarget target() {
    return new ProviderTarget(
        "acme",
        Dialect.OPENAI,
        URI.create("https://llm.internal/v1"),
        Sensitive.of("sk-very-secret"),
        Duration.ofSeconds(2),
        10);
  }

  /** A model that the provider knows by the given name. */
  public static PricedModel model(String upstreamModel, String... supports) {
    BigDecimal one = BigDecimal.ONE;
    return new PricedModel(
        new ModelSlug("acme/one"),
        upstreamModel,
        target(),
        new PriceSnapshot("v1", one, one, null, null, null, BigDecimal.ZERO),
        null,
        null,
        Set.of(supports));
  }

  /** A request as it goes over the wire. */
  public static String written(WireRequest request) {
    return WireJson.MAPPER.writeValueAsString(request);
  }
}
