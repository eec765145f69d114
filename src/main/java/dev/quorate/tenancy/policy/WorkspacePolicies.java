package dev.quorate.tenancy.policy;

import dev.quorate.http.Fields;
import dev.quorate.http.Page;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.KnownProjects;
import dev.quorate.tenancy.Names;
import dev.quorate.tenancy.store.ApiKeyStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators of a workspace do with its policies. */
@Singleton
public class WorkspacePolicies {
  private static final int MAX_MODELS = 200;
  private static final int MAX_TEXT = 200;
  private static final int MAX_DECIMALS = 10;
  private static final BigDecimal MAX_PRICE = new BigDecimal("9999999999");

  private final PolicyStore store;
  private final Policies known;
  private final KnownProjects projects;
  private final ApiKeyStore keys;
  private final Clock clock;

  @Inject
  WorkspacePolicies(
      PolicyStore store, Policies known, KnownProjects projects, ApiKeyStore keys, Clock clock) {
    this.store = store;
    this.known = known;
    this.projects = projects;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Reads {@code name, scope, scope_id, allowed_models, denied_models, max_price, zero_retention,
   * on_violation}.
   */
  Policy create(Caller caller, Fields fields) {
    Policy.Scope scope = scope(fields);
    UUID scopeId = scopeId(caller.workspace(), scope, fields);
    Instant now = now();
    Policy blank =
        new Policy(
            UuidV7.create(clock),
            fields.has("name") ? Names.name(fields) : scope.wire(),
            scope,
            scopeId,
            List.of(),
            List.of(),
            null,
            null,
            false,
            Policy.OnViolation.DROP,
            now,
            now);
    Policy policy = edited(fields, blank, now);
    fields.refuseOthers();
    if (store.list(caller.workspace()).size() >= PolicyStore.MOST) {
      throw ErrorCode.CONFLICT.because(
          "A workspace has at most " + PolicyStore.MOST + " policies.");
    }
    store.insert(caller.workspace(), Actor.of(caller), policy);
    known.forget();
    return policy;
  }

  /** Changes what the body names; whom a policy is about never changes. */
  Policy change(Caller caller, String id, Fields fields) {
    Policy found = get(caller, id);
    Instant now = now();
    edited(fields, found, now); // refused now or not at all
    fields.refuseOthers();
    Policy changed =
        store
            .change(
                caller.workspace(), Actor.of(caller), found.id(), was -> edited(fields, was, now))
            .orElseThrow(WorkspacePolicies::unknown);
    known.forget();
    return changed;
  }

  void delete(Caller caller, String id) {
    boolean deleted =
        Names.id(id)
            .filter(policy -> store.delete(caller.workspace(), Actor.of(caller), policy))
            .isPresent();
    if (!deleted) {
      throw unknown();
    }
    known.forget();
  }

  Policy get(Caller caller, String id) {
    return Names.id(id)
        .flatMap(policy -> store.find(caller.workspace(), policy))
        .orElseThrow(WorkspacePolicies::unknown);
  }

  /** One more than the page holds, if there are. */
  List<Policy> list(Caller caller, Page page) {
    UUID after = Names.after(page);
    return store.list(caller.workspace()).stream()
        // As texts: Java compares UUIDs as signed numbers.
        .filter(policy -> after == null || policy.id().toString().compareTo(after.toString()) > 0)
        .limit(page.limit() + 1L)
        .toList();
  }

  private static Policy edited(Fields fields, Policy was, Instant now) {
    String name = Names.changedName(fields);
    List<String> allowed = models(fields, "allowed_models");
    List<String> denied = models(fields, "denied_models");
    Fields prices = fields.object("max_price");
    boolean unpriced = fields.isNull("max_price");
    Boolean zeroRetention = fields.bool("zero_retention");
    Policy.OnViolation then = onViolation(fields);
    BigDecimal input =
        unpriced ? null : price(prices, "input_per_million", was.maxInputPerMillion());
    BigDecimal output =
        unpriced ? null : price(prices, "output_per_million", was.maxOutputPerMillion());
    if (prices != null) {
      prices.refuseOthers();
    }
    return new Policy(
        was.id(),
        name == null ? was.name() : name,
        was.scope(),
        was.scopeId(),
        fields.has("allowed_models") ? allowed : was.allowedModels(),
        fields.has("denied_models") ? denied : was.deniedModels(),
        input,
        output,
        zeroRetention == null ? was.zeroRetention() : zeroRetention,
        then == null ? was.onViolation() : then,
        was.createdAt(),
        now);
  }

  private static List<String> models(Fields fields, String field) {
    List<String> models = fields.texts(field, MAX_MODELS, MAX_TEXT);
    for (int i = 0; i < models.size(); i++) {
      if (!ModelGlob.isOne(models.get(i))) {
        throw fields.refusal(
            field + "[" + i + "]", "must be vendor/model or a pattern such as vendor/*");
      }
    }
    return models;
  }

  private static @Nullable BigDecimal price(
      @Nullable Fields prices, String field, @Nullable BigDecimal was) {
    if (prices == null) {
      return was;
    }
    boolean cleared = prices.isNull(field);
    BigDecimal price = prices.decimalOrText(field, BigDecimal.ZERO, MAX_PRICE);
    if (price == null) {
      return cleared ? null : was;
    }
    BigDecimal plain = price.stripTrailingZeros();
    if (plain.scale() > MAX_DECIMALS) {
      throw prices.refusal(field, "must have at most ten decimals");
    }
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  private static Policy.@Nullable OnViolation onViolation(Fields fields) {
    String text = fields.text("on_violation", MAX_TEXT);
    return text == null
        ? null
        : Policy.OnViolation.parse(text)
            .orElseThrow(() -> fields.refusal("on_violation", "must be drop or deny"));
  }

  private static Policy.Scope scope(Fields fields) {
    String text = fields.text("scope", MAX_TEXT);
    return text == null
        ? Policy.Scope.WORKSPACE
        : Policy.Scope.parse(text)
            .orElseThrow(() -> fields.refusal("scope", "must be workspace, project or key"));
  }

  private @Nullable UUID scopeId(WorkspaceId workspace, Policy.Scope scope, Fields fields) {
    String text = fields.text("scope_id", MAX_TEXT);
    if (scope == Policy.Scope.WORKSPACE) {
      if (text != null && !text.equals(workspace.toString())) {
        throw fields.refusal("scope_id", "is for the scopes project and key");
      }
      return null;
    }
    if (text == null) {
      throw ErrorCode.MISSING_FIELD.because("scope_id", "'scope_id' is required.");
    }
    return scope == Policy.Scope.PROJECT ? project(workspace, text) : key(workspace, text);
  }

  private UUID project(WorkspaceId workspace, String idOrSlug) {
    return projects
        .find(workspace, idOrSlug)
        .map(found -> found.id().value())
        .orElseThrow(() ->
            ErrorCode.PROJECT_NOT_FOUND.because("scope_id", "No such project in this workspace."));
  }

  private UUID key(WorkspaceId workspace, String id) {
    return Names.id(id)
        .flatMap(key -> keys.find(workspace, new ApiKeyId(key)))
        .map(found -> found.id().value())
        .orElseThrow(
            () -> ErrorCode.NOT_FOUND.because("scope_id", "No such key in this workspace."));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static GatewayException unknown() {
    return ErrorCode.NOT_FOUND.because("No such policy in this workspace.");
  }
}
