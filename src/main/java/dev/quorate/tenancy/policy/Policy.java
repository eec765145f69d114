package dev.quorate.tenancy.policy;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.call.PriceSnapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may be used.
 *
 * @param scopeId of the project or the key; null for the whole workspace
 * @param allowedModels slugs or globs; empty allows every model that is not denied
 * @param deniedModels slugs or globs; these win
 * @param maxInputPerMillion USD per million tokens, or null
 * @param maxOutputPerMillion USD per million tokens, of reasoning too, or null
 * @param zeroRetention only providers that keep nothing
 */
public record Policy(
    UUID id,
    String name,
    Scope scope,
    @Nullable UUID scopeId,
    List<String> allowedModels,
    List<String> deniedModels,
    @Nullable BigDecimal maxInputPerMillion,
    @Nullable BigDecimal maxOutputPerMillion,
    boolean zeroRetention,
    OnViolation onViolation,
    Instant createdAt,
    Instant updatedAt) {
  public Policy {
    allowedModels = List.copyOf(allowedModels);
    deniedModels = List.copyOf(deniedModels);
  }

  /** Whose requests a policy is about. */
  public enum Scope {
    WORKSPACE,
    PROJECT,
    KEY;

    /** The name on the wire and in the database. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> parse(String wire) {
      return Arrays.stream(values()).filter(scope -> scope.wire().equals(wire)).findFirst();
    }
  }

  /** What becomes of a request one of whose calls is forbidden. */
  public enum OnViolation {
    /** A panelist is left out; a judge, a writer or a direct model is refused. */
    DROP,
    /** The request is refused. */
    DENY;

    /** The name on the wire and in the database. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OnViolation> parse(String wire) {
      return Arrays.stream(values()).filter(what -> what.wire().equals(wire)).findFirst();
    }
  }

  /**
   * Whether one call may be made. A pure function.
   *
   * @param price as the price book has it, not zeroed for a test key
   * @param keepsNothing whether the provider is marked as one with zero retention
   */
  public Verdict judge(ModelSlug model, PriceSnapshot price, boolean keepsNothing) {
    if (ModelGlob.anyMatches(deniedModels, model)) {
      return violated(Verdict.Reason.MODEL_DENIED);
    }
    if (!allowedModels.isEmpty() && !ModelGlob.anyMatches(allowedModels, model)) {
      return violated(Verdict.Reason.MODEL_NOT_ALLOWED);
    }
    BigDecimal reasoning = price.reasoningPerMillion();
    if (isAbove(price.inputPerMillion(), maxInputPerMillion)
        || isAbove(price.outputPerMillion(), maxOutputPerMillion)
        || (reasoning != null && isAbove(reasoning, maxOutputPerMillion))) {
      return violated(Verdict.Reason.PRICE_TOO_HIGH);
    }
    if (zeroRetention && !keepsNothing) {
      return violated(Verdict.Reason.PROVIDER_KEEPS_TEXTS);
    }
    return Verdict.ALLOWED;
  }

  private static boolean isAbove(BigDecimal price, @Nullable BigDecimal ceiling) {
    return ceiling != null && price.compareTo(ceiling) > 0;
  }

  private Verdict violated(Verdict.Reason reason) {
    return new Verdict.Violated(id, name, reason, onViolation);
  }

  /** Whether it is about requests of that key in that project. */
  boolean appliesTo(ApiKeyId key, @Nullable ProjectId project) {
    return switch (scope) {
      case WORKSPACE -> true;
      case PROJECT -> project != null && project.value().equals(scopeId);
      case KEY -> key.value().equals(scopeId);
    };
  }

  /** As the audit log shows it. */
  public Map<String, @Nullable Object> told() {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("name", name);
    told.put("scope", scope.wire());
    told.put("scope_id", scopeId == null ? null : scopeId.toString());
    told.put("allowed_models", allowedModels);
    told.put("denied_models", deniedModels);
    told.put("max_input_per_million", plain(maxInputPerMillion));
    told.put("max_output_per_million", plain(maxOutputPerMillion));
    told.put("zero_retention", zeroRetention);
    told.put("on_violation", onViolation.wire());
    return told;
  }

  private static @Nullable String plain(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.stripTrailingZeros().toPlainString();
  }
}
