package dev.quorate.http;

import static dev.quorate.kernel.ErrorCode.BODY_TOO_LARGE;
import static dev.quorate.kernel.ErrorCode.INVALID_REQUEST;
import static dev.quorate.kernel.ErrorCode.OVERLOADED;
import static dev.quorate.kernel.ErrorCode.REQUEST_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
  private static final long SECOND = 1_000_000_000L;
  private static final BodyLimits LIMITS =
      new BodyLimits(50_000, 1000, Duration.ofSeconds(5), Duration.ofSeconds(60));

  private long now;
  private final BodyReader reader = new BodyReader(LIMITS, () -> now);

  /** Gives so many bytes at each read, and takes a second over it. */
  private final class Dripping extends InputStream {
    private final int each;
    private int left;

    Dripping(int each, int total) {
      this.each = each;
      this.left = total;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("reads single bytes");
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      now += SECOND;
      if (left == 0) {
        return -1;
      }
      int given = Math.min(each, Math.min(left, length));
      left -= given;
      return given;
    }
  }

  @Test
  void aBodyAboveTheFloorIsReadToItsEnd() {
    assertThat(reader.read(new Dripping(1000, 40_000), n -> {})).hasSize(40_000);
  }

  @Test
  void aShortBodyMayTakeItsGrace() {
    assertThat(reader.read(new Dripping(1, 5), n -> {})).hasSize(5);
  }

  @Test
  void aDrippingBodyIsCutWhenItFallsBelowTheFloor() {
    Refused.with(REQUEST_TIMEOUT, null, () -> reader.read(new Dripping(10, 40_000), n -> {}));

    assertThat(now).as("cut soon after the grace").isLessThan(7 * SECOND);
  }

  @Test
  void noBodyMayTakeLongerThanTheTotal() {
    BodyReader patient =
        new BodyReader(
            new BodyLimits(50_000, 0, Duration.ofSeconds(5), Duration.ofSeconds(60)), () -> now);

    Refused.with(REQUEST_TIMEOUT, null, () -> patient.read(new Dripping(1, 40_000), n -> {}));

    assertThat(now).isEqualTo(60 * SECOND);
  }

  @Test
  void theLimitIsTheLastByteThatPasses() {
    assertThat(reader.read(new ByteArrayInputStream(new byte[50_000]), n -> {})).hasSize(50_000);
    Refused.with(
        BODY_TOO_LARGE,
        null,
        () -> reader.read(new ByteArrayInputStream(new byte[50_001]), n -> {}));
  }

  @Test
  void memoryMayRefuse() {
    Refused.with(
        OVERLOADED,
        null,
        () ->
            reader.read(
                new ByteArrayInputStream(new byte[10]),
                n -> {
                  throw ErrorCode.OVERLOADED.because("full");
                }));
  }

  @Test
  void silenceAndABrokenConnectionAreTheClientsFault() {
    Refused.with(
        REQUEST_TIMEOUT, null, () -> reader.read(failing(new SocketTimeoutException()), n -> {}));
    Refused.with(
        INVALID_REQUEST, null, () -> reader.read(failing(new IOException("reset")), n -> {}));
  }

  private static InputStream failing(IOException failure) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw failure;
      }
    };
  }
}
