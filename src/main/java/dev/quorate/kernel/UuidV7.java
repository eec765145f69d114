package dev.quorate.kernel;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Version 7 UUIDs: 48 bits of Unix milliseconds, then random bits, so ids sort by creation time.
 *
 * <p>The ledger's partition key is a pure function of the id, see {@link #day(UUID)}. Ids are
 * names, not secrets; they are drawn from a fast generator.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, 5.7</a>
 */
public final class UuidV7 {
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private UuidV7() {}

  /** A new id stamped with the clock's present millisecond. */
  public static UUID create(Clock clock) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (clock.millis() << 16) | VERSION | (random.nextLong() & 0x0fffL);
    long low = VARIANT | (random.nextLong() & 0x3fff_ffff_ffff_ffffL);
    return new UUID(high, low);
  }

  /** Whether the id is a version 7 UUID of the RFC variant. */
  public static boolean isVersion7(UUID id) {
    return id.version() == 7 && id.variant() == 2;
  }

  /**
   * The millisecond the id was made in.
   *
   * @throws IllegalArgumentException when the id is not of version 7
   */
  public static Instant instant(UUID id) {
    if (!isVersion7(id)) {
      throw new IllegalArgumentException("not a version 7 UUID: " + id);
    }
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  /** The UTC date the id was made on: the partition key of every ledger row. */
  public static LocalDate day(UUID id) {
    return LocalDate.ofInstant(instant(id), ZoneOffset.UTC);
  }
}
