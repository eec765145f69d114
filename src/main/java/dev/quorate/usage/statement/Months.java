package dev.quorate.usage.statement;

import dev.quorate.kernel.ErrorCode;
import java.time.YearMonth;

/** Months as callers write them, {@code 2026-10}. */
final class Months {
  private static final String SHAPE = "2[01][0-9]{2}-(0[1-9]|1[0-2])";

  private Months() {}

  /**
   * Reads one.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE
   */
  static YearMonth parse(String text) {
    if (!text.matches(SHAPE)) {
      throw ErrorCode.INVALID_VALUE.because("month", "'month' must look like 2026-10.");
    }
    return YearMonth.parse(text);
  }
}
