package dev.quorate.presets.management;

import dev.quorate.http.Fields;
import dev.quorate.http.Json;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.presets.FusionRules;
import dev.quorate.presets.PresetDraft;
import dev.quorate.presets.PresetName;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a client wants a preset to be. */
@Singleton
public class PresetFields {
  /** Names of the deployment's own panels, and of fusion. */
  static final Set<String> RESERVED =
      Set.of(
          "quality", "budget", "fast", "general-high", "general-budget", "general-fast", "fusion");

  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 2_000;

  private final FusionRules rules;
  private final Json json;
  private final Clock clock;

  @Inject
  PresetFields(FusionRules rules, Json json, Clock clock) {
    this.rules = rules;
    this.json = json;
    this.clock = clock;
  }

  /** A whole preset: {@code slug}, {@code fusion}, and its name, which is the slug when absent. */
  PresetDraft ofNew(Caller caller, Fields body) {
    String slug = slug(body);
    String name = name(body);
    String description = body.text("description", MAX_DESCRIPTION);
    if (!body.has("fusion")) {
      throw ErrorCode.MISSING_FIELD.because("fusion", "'fusion' is required.");
    }
    String fusion = fusion(body);
    body.refuseOthers();
    return new PresetDraft(
        slug,
        name == null ? slug : name,
        description,
        fusion,
        caller.key(),
        Actor.of(caller),
        now());
  }

  /** A change of {@code name}, {@code description} and {@code fusion}, which is replaced whole. */
  PresetDraft ofChange(Caller caller, String slug, Fields body) {
    String name = name(body);
    String description = body.text("description", MAX_DESCRIPTION);
    String fusion = fusion(body);
    body.refuseOthers();
    return new PresetDraft(slug, name, description, fusion, caller.key(), Actor.of(caller), now());
  }

  private static String slug(Fields body) {
    String slug = body.requiredText("slug", MAX_NAME);
    if (!PresetName.isSlug(slug)) {
      throw body.refusal("slug", "must match [a-z0-9][a-z0-9-]{0,62}");
    }
    if (RESERVED.contains(slug)) {
      throw ErrorCode.PRESET_SLUG_RESERVED.because(
          "slug", "'" + slug + "' is a name of the deployment's own; choose another slug.");
    }
    return slug;
  }

  private static @Nullable String name(Fields body) {
    String name = body.text("name", MAX_NAME);
    if (name != null && name.isBlank()) {
      throw body.refusal("name", "must not be blank");
    }
    return name == null ? null : name.strip();
  }

  private @Nullable String fusion(Fields body) {
    Fields fusion = body.object("fusion");
    JsonNode written = body.raw("fusion");
    if (fusion == null || written == null) {
      return null;
    }
    rules.check(fusion);
    return json.writeText(written);
  }

  /** As precise as the database. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
