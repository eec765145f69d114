package dev.quorate.upstream.wire;

import dev.quorate.kernel.TokenUsage;
import dev.quorate.upstream.ReportedUsage;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/**
 * Reads reported token counts and puts them into buckets that do not overlap. A count is the
 * number, zero where there is none, and -1 where it cannot be meant.
 */
public final class TokenCounts {
  /** A count beyond this is a fault, and its price would not fit the ledger. */
  private static final BigDecimal ABSURD = new BigDecimal("1e12");

  private TokenCounts() {}

  public static long count(JsonNode node) {
    if (!node.isNumber()) {
      return 0;
    }
    BigDecimal size = node.decimalValue();
    boolean sane =
        size.signum() >= 0 && size.compareTo(ABSURD) <= 0 && size.stripTrailingZeros().scale() <= 0;
    return sane ? size.longValueExact() : -1;
  }

  /** The first of several places that holds a number. */
  public static long firstOf(JsonNode... places) {
    for (JsonNode place : places) {
      if (place.isNumber()) {
        return count(place);
      }
    }
    return 0;
  }

  /** The sum, or -1 when one of them is. */
  public static long sum(long... counts) {
    long sum = 0;
    for (long count : counts) {
      if (count < 0) {
        return -1;
      }
      sum += count;
    }
    return sum;
  }

  /**
   * Splits totals by their details, which never exceed what they are details of.
   *
   * @param in all input, what was read from and written to a cache included
   * @param out all output, reasoning included
   */
  public static ReportedUsage split(
      long in, long cacheRead, long cacheWrite, long out, long reasoning) {
    if (sum(in, cacheRead, cacheWrite, out, reasoning) < 0) {
      return new ReportedUsage.Absurd();
    }
    long read = Math.min(cacheRead, in);
    long written = Math.min(cacheWrite, in - read);
    long thought = Math.min(reasoning, out);
    return new ReportedUsage.Reported(
        new TokenUsage(in - read - written, read, written, out - thought, thought));
  }

  /**
   * All output of a server that may count reasoning beside it: xAI does, and its total shows it.
   *
   * @param total what the server says input and output are together
   */
  public static long allOutput(JsonNode total, long in, long out, long reasoning) {
    boolean beside = reasoning > out || count(total) == in + out + reasoning;
    return beside ? out + reasoning : out;
  }
}
