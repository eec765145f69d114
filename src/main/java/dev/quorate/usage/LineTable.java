package dev.quorate.usage;

import dev.quorate.usage.reading.LedgerLine;
import dev.quorate.usage.reading.LinePrice;
import dev.quorate.usage.reading.StoredTags;
import dev.quorate.usage.reading.TokenCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of exported lines; new ones are added at the end. */
final class LineTable {
  private static final String[] HEADER = {
    "call_id",
    "parent_call_id",
    "request_id",
    "role",
    "panel_index",
    "step",
    "attempt",
    "provider",
    "model",
    "upstream_model",
    "outcome",
    "used",
    "input_tokens",
    "cache_read_tokens",
    "cache_write_tokens",
    "output_tokens",
    "reasoning_tokens",
    "usage_source",
    "price_version",
    "price_input_per_million",
    "price_output_per_million",
    "price_cache_read_per_million",
    "price_cache_write_per_million",
    "price_reasoning_per_million",
    "price_per_request",
    "cost",
    "exposure",
    "clamped",
    "credential",
    "provider_request_id",
    "upstream_status",
    "latency_ms",
    "first_token_ms",
    "project_id",
    "api_key_id",
    "tags",
    "test",
    "intended_at",
    "settled_at"
  };

  private LineTable() {}

  static Csv begin() {
    return new Csv(HEADER);
  }

  static void add(Csv csv, LedgerLine line) {
    List<@Nullable Object> cells = new ArrayList<>(call(line));
    cells.addAll(bill(line));
    cells.addAll(origin(line));
    csv.row(cells.toArray());
  }

  /** What was called, and for whom. */
  private static List<@Nullable Object> call(LedgerLine line) {
    return Arrays.asList(
        line.callId(),
        line.parentCallId(),
        line.requestId(),
        line.role(),
        line.panelIndex(),
        line.step(),
        line.attempt(),
        line.provider(),
        line.model(),
        line.upstreamModel(),
        line.outcome(),
        line.used());
  }

  /** What it used and what it cost. */
  private static List<@Nullable Object> bill(LedgerLine line) {
    TokenCounts usage = line.usage();
    LinePrice price = line.price();
    return Arrays.asList(
        count(usage, 0),
        count(usage, 1),
        count(usage, 2),
        count(usage, 3),
        count(usage, 4),
        line.usageSource(),
        price.version(),
        price.inputPerMillion(),
        price.outputPerMillion(),
        price.cacheReadPerMillion(),
        price.cacheWritePerMillion(),
        price.reasoningPerMillion(),
        price.perRequest(),
        line.cost(),
        line.exposure(),
        line.clamped());
  }

  /** Where it went, and when. */
  private static List<@Nullable Object> origin(LedgerLine line) {
    return Arrays.asList(
        line.credential(),
        line.providerRequestId(),
        line.upstreamStatus(),
        line.latencyMs(),
        line.firstTokenMs(),
        line.projectId(),
        line.apiKeyId(),
        line.tags().isEmpty() ? null : StoredTags.write(line.tags()),
        line.test(),
        line.intendedAt(),
        line.settledAt());
  }

  private static @Nullable Long count(@Nullable TokenCounts usage, int bucket) {
    if (usage == null) {
      return null;
    }
    return switch (bucket) {
      case 0 -> usage.inputTokens();
      case 1 -> usage.cacheReadTokens();
      case 2 -> usage.cacheWriteTokens();
      case 3 -> usage.outputTokens();
      default -> usage.reasoningTokens();
    };
  }
}
