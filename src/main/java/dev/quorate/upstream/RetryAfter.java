package dev.quorate.upstream;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a provider's {@code Retry-After} (RFC 9110, 10.2.3): seconds or a date. */
public final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,40}(\\.\\d{1,9})?");
  private static final Duration LONGEST = Duration.ofDays(365);

  private RetryAfter() {}

  /**
   * The wait asked for, at most a year; zero for a date that has passed.
   *
   * @return null when there is none, or one that makes no sense (negative, words)
   */
  public static @Nullable Duration parse(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    return SECONDS.matcher(text).matches() ? seconds(text) : untilDate(text, now);
  }

  private static Duration seconds(String text) {
    BigDecimal seconds = new BigDecimal(text).min(BigDecimal.valueOf(LONGEST.toSeconds()));
    return Duration.ofNanos(seconds.movePointRight(9).longValue());
  }

  private static @Nullable Duration untilDate(String text, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, then);
      return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
