package dev.quorate.tenancy.keys;

import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ProjectId;
import dev.quorate.tenancy.KnownProjects;
import dev.quorate.tenancy.Names;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.limits.RateLimit;
import dev.quorate.tenancy.policy.ModelGlob;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a body says of a key, on top of what holds when it says nothing. */
final class KeyDraft {
  private static final int MAX_MODELS = 100;
  private static final int MAX_TEXT = 200;
  private static final int MAX_DECIMALS = 10;
  private static final BigDecimal MAX_USD = new BigDecimal("1000000000");

  private final Authority authority;
  private final Fields fields;
  private final KnownProjects projects;
  private final boolean change;

  private KeyDraft(Authority authority, Fields fields, KnownProjects projects, boolean change) {
    this.authority = authority;
    this.fields = fields;
    this.projects = projects;
    this.change = change;
  }

  /** The body of a key to make, in which null says nothing. */
  static KeyDraft ofNext(Authority authority, Fields fields, KnownProjects projects) {
    return new KeyDraft(authority, fields, projects, false);
  }

  /** The body of a change, in which null takes a value away. */
  static KeyDraft ofChange(Authority authority, Fields fields, KnownProjects projects) {
    return new KeyDraft(authority, fields, projects, true);
  }

  private boolean clears(String name) {
    return change && fields.isNull(name);
  }

  /**
   * The rights a body asks for. A field that is absent stays as it was.
   *
   * @param before what a new key gets unasked, or what the key to change has
   */
  Rights rights(Rights before) {
    return new Rights(
        scopes(before.scopes()),
        project(before.project()),
        models(before.models()),
        change
            ? RateLimit.change(fields, before.limits())
            : RateLimit.read(fields, before.limits()),
        spend(before.spend()),
        expiry(before.expiresAt()),
        before.test());
  }

  private Set<Scope> scopes(Set<Scope> before) {
    List<String> names = fields.texts("scopes", Scope.values().length, MAX_TEXT);
    if (!fields.has("scopes")) {
      return before;
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (int i = 0; i < names.size(); i++) {
      String at = "scopes[" + i + "]";
      scopes.add(
          Scope.parse(names.get(i))
              .orElseThrow(() -> fields.refusal(at, "must be one of " + Scope.wireNames())));
    }
    return scopes;
  }

  private @Nullable ProjectId project(@Nullable ProjectId before) {
    boolean cleared = clears("project_id");
    String named = fields.text("project_id", MAX_TEXT);
    if (named == null) {
      return cleared ? null : before;
    }
    ProjectId found = projects.find(authority.workspace(), named).map(Project::id).orElse(null);
    if (authority.project() != null && !authority.project().equals(found)) {
      // To a locked key every other project, existing or not, looks the same.
      throw ErrorCode.PROJECT_LOCKED.because(
          fields.path("project_id"), "This key is locked to a project.");
    }
    if (found == null) {
      throw ErrorCode.PROJECT_NOT_FOUND.because(
          fields.path("project_id"), "No such project in this workspace.");
    }
    return found;
  }

  private List<String> models(List<String> before) {
    boolean cleared = clears("allowed_models");
    List<String> models = fields.texts("allowed_models", MAX_MODELS, MAX_TEXT);
    for (int i = 0; i < models.size(); i++) {
      if (!ModelGlob.isOne(models.get(i))) {
        throw fields.refusal(
            "allowed_models[" + i + "]", "must be vendor/model or a pattern such as vendor/*");
      }
    }
    return fields.has("allowed_models") || cleared ? models : before;
  }

  private @Nullable Instant expiry(@Nullable Instant before) {
    boolean cleared = clears("expires_at");
    Instant moment = fields.instant("expires_at");
    if (moment == null) {
      return cleared ? null : before;
    }
    return moment.truncatedTo(ChronoUnit.MICROS);
  }

  private @Nullable SpendLimit spend(@Nullable SpendLimit before) {
    boolean cleared = clears("limit_usd");
    BigDecimal usd = fields.decimalOrText("limit_usd", BigDecimal.ZERO, MAX_USD);
    if (usd != null && usd.stripTrailingZeros().scale() > MAX_DECIMALS) {
      throw fields.refusal("limit_usd", "must have at most ten decimals");
    }
    SpendLimit.Reset reset = reset(before);
    if (usd != null) {
      return new SpendLimit(usd, reset);
    }
    if (before != null && !cleared) {
      return new SpendLimit(before.usd(), reset);
    }
    if (fields.has("limit_reset")) {
      throw fields.refusal("limit_reset", "needs a limit_usd");
    }
    return null;
  }

  private SpendLimit.Reset reset(@Nullable SpendLimit before) {
    boolean cleared = clears("limit_reset");
    String text = fields.text("limit_reset", MAX_TEXT);
    if (text != null) {
      return SpendLimit.Reset.parse(text)
          .orElseThrow(() ->
              fields.refusal("limit_reset", "must be daily, weekly, monthly, lifetime or null"));
    }
    return cleared || before == null ? SpendLimit.Reset.LIFETIME : before.reset();
  }

  /** The name of a key to make. */
  String name() {
    return Names.name(fields);
  }

  /** The name of a key to change. */
  String name(String before) {
    String name = Names.changedName(fields);
    return name == null ? before : name;
  }

  boolean flag(String name, boolean before) {
    Boolean value = fields.bool(name);
    return value == null ? before : value;
  }
}
