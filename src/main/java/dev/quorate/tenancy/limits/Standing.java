package dev.quorate.tenancy.limits;

import java.time.Duration;

/**
 * Where one limit stands after a request was counted.
 *
 * @param resource {@code requests} or {@code tokens}
 * @param untilFull how long until all of it is there again
 */
record Standing(String resource, long limit, long remaining, Duration untilFull) {}
