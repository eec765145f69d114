package dev.quorate.usage.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span of time, half open: what was intended at {@code start} belongs to it, at {@code end} not.
 */
public record Period(Instant start, Instant end) {
  public Period {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("empty period");
    }
  }

  /** The month of a moment from its first UTC midnight to the next one after the moment. */
  public static Period monthToDate(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new Period(midnight(today.withDayOfMonth(1)), midnight(today.plusDays(1)));
  }

  public static Instant midnight(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Whether roll-ups can tell what belongs to it. */
  boolean isOfWholeHours() {
    return start.equals(start.truncatedTo(ChronoUnit.HOURS))
        && end.equals(end.truncatedTo(ChronoUnit.HOURS));
  }

  /** Its whole UTC days, from the first one's start to the last one's end; null without any. */
  @Nullable Period wholeDays() {
    Instant first = start.truncatedTo(ChronoUnit.DAYS);
    first = first.equals(start) ? first : first.plus(1, ChronoUnit.DAYS);
    Instant last = end.truncatedTo(ChronoUnit.DAYS);
    return first.isBefore(last) ? new Period(first, last) : null;
  }

  /** The UTC month a moment lies in. */
  static Period monthOf(Instant moment) {
    LocalDate first = LocalDate.ofInstant(moment, ZoneOffset.UTC).withDayOfMonth(1);
    return new Period(midnight(first), midnight(first.plusMonths(1)));
  }

  /** Its whole UTC months, from the first one's start to the last one's end; null without any. */
  @Nullable Period wholeMonths() {
    Period firstMonth = monthOf(start);
    Instant first = firstMonth.start().equals(start) ? start : firstMonth.end();
    Instant last = monthOf(end).start();
    return first.isBefore(last) ? new Period(first, last) : null;
  }

  /** What of it lies before a moment; null if nothing does. */
  @Nullable Period until(Instant moment) {
    Instant last = end.isBefore(moment) ? end : moment;
    return start.isBefore(last) ? new Period(start, last) : null;
  }

  /** What of it does not lie before a moment; null if all does. */
  @Nullable Period from(Instant moment) {
    Instant first = start.isAfter(moment) ? start : moment;
    return first.isBefore(end) ? new Period(first, end) : null;
  }

  /** The first day whose partition can hold a row: a node's clock may be a little behind. */
  LocalDate firstDay() {
    return LocalDate.ofInstant(start, ZoneOffset.UTC).minusDays(1);
  }

  /** The last day whose partition can hold a row: a node's clock may be a little ahead. */
  LocalDate lastDay() {
    return LocalDate.ofInstant(end, ZoneOffset.UTC).plusDays(1);
  }
}
