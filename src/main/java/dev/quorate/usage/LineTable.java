package dev.quorate.usage;

import dev.quorate.usage.reading.LedgerLine;
import dev.quorate.usage.reading.TokenCounts;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The columns of exported lines; new ones are added at the end. */
final class LineTable {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("call_id", LedgerLine::callId),
          new Column("parent_call_id", LedgerLine::parentCallId),
          new Column("request_id", LedgerLine::requestId),
          new Column("role", LedgerLine::role),
          new Column("panel_index", LedgerLine::panelIndex),
          new Column("step", LedgerLine::step),
          new Column("attempt", LedgerLine::attempt),
          new Column("provider", LedgerLine::provider),
          new Column("model", LedgerLine::model),
          new Column("upstream_model", LedgerLine::upstreamModel),
          new Column("outcome", LedgerLine::outcome),
          new Column("used", LedgerLine::used),
          tokens("input_tokens", TokenCounts::inputTokens),
          tokens("cache_read_tokens", TokenCounts::cacheReadTokens),
          tokens("cache_write_tokens", TokenCounts::cacheWriteTokens),
          tokens("output_tokens", TokenCounts::outputTokens),
          tokens("reasoning_tokens", TokenCounts::reasoningTokens),
          new Column("usage_source", LedgerLine::usageSource),
          new Column("price_version", line -> line.price().version()),
          new Column("price_input_per_million", line -> line.price().inputPerMillion()),
          new Column("price_output_per_million", line -> line.price().outputPerMillion()),
          new Column("price_cache_read_per_million", line -> line.price().cacheReadPerMillion()),
          new Column("price_cache_write_per_million", line -> line.price().cacheWritePerMillion()),
          new Column("price_reasoning_per_million", line -> line.price().reasoningPerMillion()),
          new Column("price_per_request", line -> line.price().perRequest()),
          new Column("cost", LedgerLine::cost),
          new Column("exposure", LedgerLine::exposure),
          new Column("clamped", LedgerLine::clamped),
          new Column("credential", LedgerLine::credential),
          new Column("provider_request_id", LedgerLine::providerRequestId),
          new Column("upstream_status", LedgerLine::upstreamStatus),
          new Column("latency_ms", LedgerLine::latencyMs),
          new Column("first_token_ms", LedgerLine::firstTokenMs),
          new Column("project_id", LedgerLine::projectId),
          new Column("api_key_id", LedgerLine::apiKeyId),
          new Column("tags", LedgerLine::tagsText),
          new Column("test", LedgerLine::test),
          new Column("intended_at", LedgerLine::intendedAt),
          new Column("settled_at", LedgerLine::settledAt));

  private LineTable() {}

  private record Column(String name, Function<LedgerLine, @Nullable Object> value) {}

  private static Column tokens(String name, ToLongFunction<TokenCounts> bucket) {
    return new Column(
        name,
        line -> {
          TokenCounts usage = line.usage();
          return usage == null ? null : bucket.applyAsLong(usage);
        });
  }

  static Csv begin() {
    return new Csv(COLUMNS.stream().map(Column::name).toArray(String[]::new));
  }

  static void add(Csv csv, LedgerLine line) {
    csv.row(COLUMNS.stream().map(column -> column.value().apply(line)).toArray());
  }
}
