package dev.quorate.usage.reading;

import dev.quorate.kernel.Money;
import dev.quorate.kernel.TokenUsage;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Sums over lines, made by the database.
 *
 * @param requests distinct requests among the lines
 * @param openCalls lines without a settlement yet; they count 0 in everything else
 * @param waste the part of the cost that served nothing, of requests that have ended
 * @param exposure what calls may have cost beside, which nobody is billed
 */
public record Totals(
    long requests,
    long calls,
    long openCalls,
    TokenUsage tokens,
    BigDecimal cost,
    BigDecimal waste,
    BigDecimal exposure) {
  /** Sums over {@link LineFilter#COLUMNS}. */
  static final String COLUMNS =
      """
       count(DISTINCT request_id) AS requests,
       count(*) AS calls,
       count(*) FILTER (WHERE settled_call_id IS NULL) AS open_calls,
       coalesce(sum(input_tokens), 0)::bigint AS input_tokens,
       coalesce(sum(cache_read_tokens), 0)::bigint AS cache_read_tokens,
       coalesce(sum(cache_write_tokens), 0)::bigint AS cache_write_tokens,
       coalesce(sum(output_tokens), 0)::bigint AS output_tokens,
       coalesce(sum(reasoning_tokens), 0)::bigint AS reasoning_tokens,
       coalesce(sum(amount_usd), 0) AS cost,
       coalesce(sum(wasted_usd), 0) AS waste,
       coalesce(sum(exposure_usd), 0) AS exposure
      """;

  static Totals read(ResultSet row) throws SQLException {
    return new Totals(
        row.getLong("requests"),
        row.getLong("calls"),
        row.getLong("open_calls"),
        tokens(row),
        plain(row.getBigDecimal("cost")),
        plain(row.getBigDecimal("waste")),
        plain(row.getBigDecimal("exposure")));
  }

  static TokenUsage tokens(ResultSet row) throws SQLException {
    return new TokenUsage(
        row.getLong("input_tokens"),
        row.getLong("cache_read_tokens"),
        row.getLong("cache_write_tokens"),
        row.getLong("output_tokens"),
        row.getLong("reasoning_tokens"));
  }

  /** As JSON carries an amount. */
  static BigDecimal plain(BigDecimal amount) {
    return new Money(amount).wire();
  }

  /** The sums of all lines of one request, in the same way as the database makes them. */
  public static Totals ofRequest(List<LedgerLine> lines) {
    TokenUsage tokens = TokenUsage.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal waste = BigDecimal.ZERO;
    BigDecimal exposure = BigDecimal.ZERO;
    long open = 0;
    for (LedgerLine line : lines) {
      TokenCounts usage = line.usage();
      BigDecimal amount = line.cost();
      BigDecimal beside = line.exposure();
      if (usage == null || amount == null || beside == null) {
        open++;
        continue;
      }
      tokens = tokens.plus(usage.toUsage());
      cost = cost.add(amount);
      exposure = exposure.add(beside);
      waste = Boolean.FALSE.equals(line.used()) ? waste.add(amount) : waste;
    }
    return new Totals(
        lines.isEmpty() ? 0 : 1,
        lines.size(),
        open,
        tokens,
        plain(cost),
        plain(waste),
        plain(exposure));
  }
}
