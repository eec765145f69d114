package dev.quorate.usage.reading;

/** Groupings as a query names them. */
final class Groupings {
  private Groupings() {}

  static Grouping of(String text) {
    return Grouping.split(text).stream()
        .map(part -> Grouping.parse(part, true).orElseThrow())
        .reduce((one, other) -> one.and(other).orElseThrow())
        .orElseThrow();
  }
}
