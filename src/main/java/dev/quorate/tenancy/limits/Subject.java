package dev.quorate.tenancy.limits;

/**
 * Whoever a rate limit belongs to.
 *
 * @param name {@code key:<id>}, {@code project:<id>} or {@code workspace}: in this order they are
 *     locked, by every request, so that none waits for another in a circle
 */
record Subject(String name, RateLimit limit) {
  /** For people: {@code key}. */
  String kind() {
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
