package dev.quorate.billing;

import dev.quorate.billing.rows.StoredText;
import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.Tag;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.PriceSnapshot;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ledger's tables and what goes into their columns; the defaults of the rest are the
 * database's.
 */
final class LedgerTables {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Of rows that say how something ended. */
  private static final List<LedgerTable<?>> ENDINGS =
      List.of(settlements(), holdEnds(), requestEnds());

  private LedgerTables() {}

  /**
   * In the order they are written.
   *
   * @param node this node, for rows that name their owner
   * @param holdTtl after which a hold that nobody ended may be expired
   */
  static List<LedgerTable<?>> all(UUID node, Duration holdTtl) {
    return List.of(
        requests(node),
        holds(node, holdTtl),
        intents(node),
        settlements(),
        holdEnds(),
        requestEnds());
  }

  /** What has ended among rows, as {@code quorate_replay_journal} reads it. */
  static String journalLine(List<LedgerRow> rows) {
    ObjectNode entry = JSON.createObjectNode();
    ArrayNode array = entry.putArray("rows");
    ENDINGS.forEach(table -> table.addTo(array, rows));
    return entry.toString();
  }

  private static LedgerTable<LedgerRow.Request> requests(UUID node) {
    return LedgerTable.named("inference_request", LedgerRow.Request.class)
        .column("workspace_id", "uuid", row -> row.attribution().workspace().value())
        .column("request_id", "uuid", row -> row.id().value())
        .column("day", "date", row -> row.id().day())
        .column("api_key_id", "uuid", row -> row.attribution().key().value())
        .column("project_id", "uuid", row -> project(row.attribution()))
        .column("endpoint", "text", row -> StoredText.fit(row.endpoint()))
        .column("model_asked", "text", row -> StoredText.fit(row.modelAsked()))
        .column("preset", "text", row -> StoredText.fit(row.preset()))
        .column("tags", "jsonb", row -> tags(row.attribution()))
        .column("test", "boolean", row -> row.attribution().test())
        .column("received_at", "timestamptz", row -> row.receivedAt().atOffset(ZoneOffset.UTC))
        .column("node_id", "uuid", row -> node)
        .table();
  }

  private static LedgerTable<LedgerRow.Hold> holds(UUID node, Duration ttl) {
    String expiry = "clock_timestamp() + %s * interval '1 ms'";
    return LedgerTable.named("hold", LedgerRow.Hold.class)
        .column("workspace_id", "uuid", row -> row.workspace().value())
        .column("hold_id", "uuid", LedgerRow.Hold::id)
        .column("day", "date", row -> UuidV7.day(row.id()))
        .column("request_id", "uuid", row -> row.request().value())
        .column("amount_usd", "numeric", row -> row.amount().usd())
        .column("expires_at", "bigint", expiry, row -> ttl.toMillis())
        .column("node_id", "uuid", row -> node)
        .table();
  }

  private static LedgerTable<LedgerRow.Intent> intents(UUID node) {
    LedgerTable.Columns<LedgerRow.Intent> columns =
        LedgerTable.named("call_intent", LedgerRow.Intent.class)
            .column("workspace_id", "uuid", row -> row.attribution().workspace().value())
            .column("call_id", "uuid", LedgerRow.Intent::callId)
            .column("day", "date", row -> UuidV7.day(row.callId()))
            .column("request_id", "uuid", row -> row.request().value())
            .column("parent_call_id", "uuid", call(PlannedCall::parent))
            .column("role", "text", call(call -> call.role().wire()))
            .column("panel_index", "integer", call(PlannedCall::panelIndex))
            .column("step", "integer", call(PlannedCall::step))
            .column("attempt", "integer", call(PlannedCall::attempt))
            .column("provider", "text", call(call -> call.model().provider().id()))
            .column("model", "text", call(call -> call.model().slug().value()))
            .column("upstream_model", "text", call(call -> call.model().upstreamModel()))
            .column(
                "credential",
                "text",
                call(call -> call.model().provider().credentialOwner().wire()))
            .column("input_bound", "bigint", call(PlannedCall::inputBound))
            .column("output_bound", "bigint", call(PlannedCall::outputBound))
            .column("project_id", "uuid", row -> project(row.attribution()))
            .column("api_key_id", "uuid", row -> row.attribution().key().value())
            .column("tags", "jsonb", row -> tags(row.attribution()))
            .column("test", "boolean", row -> row.attribution().test())
            .column("node_id", "uuid", row -> node);
    return prices(columns).table();
  }

  private static LedgerTable.Columns<LedgerRow.Intent> prices(
      LedgerTable.Columns<LedgerRow.Intent> columns) {
    return columns
        .column("price_version", "text", price(PriceSnapshot::version))
        .column("price_input_per_million", "numeric", price(PriceSnapshot::inputPerMillion))
        .column("price_output_per_million", "numeric", price(PriceSnapshot::outputPerMillion))
        .column(
            "price_cache_read_per_million", "numeric", price(PriceSnapshot::cacheReadPerMillion))
        .column(
            "price_cache_write_per_million", "numeric", price(PriceSnapshot::cacheWritePerMillion))
        .column("price_reasoning_per_million", "numeric", price(PriceSnapshot::reasoningPerMillion))
        .column("price_per_request", "numeric", price(PriceSnapshot::perRequest));
  }

  private static LedgerTable<LedgerRow.Settlement> settlements() {
    return LedgerTable.named("call_settlement", LedgerRow.Settlement.class)
        .column("workspace_id", "uuid", row -> row.workspace().value())
        .column("call_id", "uuid", LedgerRow.Settlement::callId)
        .column("day", "date", row -> UuidV7.day(row.callId()))
        .column("outcome", "text", charge(charge -> charge.ending().outcome().wire()))
        .column("input_tokens", "bigint", charge(charge -> charge.ending().usage().inputTokens()))
        .column(
            "cache_read_tokens",
            "bigint",
            charge(charge -> charge.ending().usage().cacheReadTokens()))
        .column(
            "cache_write_tokens",
            "bigint",
            charge(charge -> charge.ending().usage().cacheWriteTokens()))
        .column("output_tokens", "bigint", charge(charge -> charge.ending().usage().outputTokens()))
        .column(
            "reasoning_tokens",
            "bigint",
            charge(charge -> charge.ending().usage().reasoningTokens()))
        .column("usage_source", "text", charge(charge -> charge.ending().usageSource().wire()))
        .column("amount_usd", "numeric", charge(charge -> charge.amount().usd()))
        .column("exposure_usd", "numeric", charge(charge -> charge.exposure().usd()))
        .column("clamped", "boolean", charge(Charge::clamped))
        .column(
            "provider_request_id",
            "text",
            charge(charge -> StoredText.fit(charge.ending().providerRequestId())))
        .column("upstream_status", "integer", charge(charge -> charge.ending().upstreamStatus()))
        .column("latency_ms", "bigint", charge(charge -> millis(charge.ending().latency())))
        .column("first_token_ms", "bigint", charge(charge -> millis(charge.ending().firstToken())))
        .table();
  }

  private static LedgerTable<LedgerRow.HoldEnd> holdEnds() {
    return LedgerTable.named("hold_end", LedgerRow.HoldEnd.class)
        .column("workspace_id", "uuid", row -> row.workspace().value())
        .column("hold_id", "uuid", LedgerRow.HoldEnd::id)
        .column("day", "date", row -> UuidV7.day(row.id()))
        .column("outcome", "text", row -> row.outcome().name().toLowerCase(Locale.ROOT))
        .column("spent_usd", "numeric", row -> row.spent().usd())
        .table();
  }

  private static LedgerTable<LedgerRow.RequestEnd> requestEnds() {
    return LedgerTable.named("request_end", LedgerRow.RequestEnd.class)
        .column("workspace_id", "uuid", row -> row.workspace().value())
        .column("request_id", "uuid", row -> row.id().value())
        .column("day", "date", row -> row.id().day())
        .column("status", "text", row -> row.status().wire())
        // As text, because an array of arrays would come apart into its elements.
        .column("used_call_ids", "text", "%s::uuid[]", row -> uuids(row.usedCalls()))
        .column("error_code", "text", row -> row.code() == null ? null : row.code().code())
        .table();
  }

  private static Function<LedgerRow.Intent, @Nullable Object> call(
      Function<PlannedCall, @Nullable Object> value) {
    return row -> value.apply(row.call());
  }

  private static Function<LedgerRow.Intent, @Nullable Object> price(
      Function<PriceSnapshot, @Nullable Object> value) {
    return row -> value.apply(row.call().model().price());
  }

  private static Function<LedgerRow.Settlement, @Nullable Object> charge(
      Function<Charge, @Nullable Object> value) {
    return row -> value.apply(row.charge());
  }

  private static @Nullable UUID project(Attribution attribution) {
    ProjectId project = attribution.project();
    return project == null ? null : project.value();
  }

  private static String tags(Attribution attribution) {
    ObjectNode object = JSON.createObjectNode();
    for (Tag tag : attribution.tags()) {
      object.put(fit(tag.key()), fit(tag.value()));
    }
    return object.toString();
  }

  private static String fit(String text) {
    return Objects.requireNonNull(StoredText.fit(text));
  }

  private static String uuids(List<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : Math.max(0, duration.toMillis());
  }
}
