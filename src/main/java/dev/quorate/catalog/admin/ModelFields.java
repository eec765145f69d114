package dev.quorate.catalog.admin;

import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.FusionNames;
import dev.quorate.catalog.ModelPattern;
import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a model from a body: everything that can be told without the rest of the catalogue. */
final class ModelFields {
  private static final int MAX_NAME = 200;
  private static final int MAX_TOKENS = 100_000_000;
  private static final int MAX_CAPABILITIES = 32;
  private static final Pattern CAPABILITY = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

  private ModelFields() {}

  static CatalogModel read(Fields body, Instant now) {
    String text = body.requiredText("id", MAX_NAME);
    ModelPattern id =
        ModelPattern.parse(text)
            .orElseThrow(
                () -> body.refusal("id", "must have the form vendor/model, or vendor/* for all"));
    if (FusionNames.contains(text)) {
      throw recursion(body, "id");
    }
    boolean alias = body.has("alias_of");
    if (!alias && !body.has("provider")) {
      throw ErrorCode.MISSING_FIELD.because(
          "provider", "'provider' is required, unless 'alias_of' is given.");
    }
    CatalogModel empty =
        new CatalogModel(
            id, null, null, List.of(), null, null, null, null, Set.of(), null, null, now, now);
    return alias ? alias(empty, body, now) : model(empty, body, now);
  }

  /** The entry with the body's fields in place of its own; what the body leaves out stays. */
  static CatalogModel patched(CatalogModel old, Fields body, Instant now) {
    return old.isAlias() ? alias(old, body, now) : model(old, body, now);
  }

  private static CatalogModel alias(CatalogModel old, Fields body, Instant now) {
    for (String name :
        List.of(
            "provider",
            "upstream_model",
            "fallbacks",
            "context_length",
            "max_output_tokens",
            "supports")) {
      if (body.has(name)) {
        throw body.refusal(name, "cannot be given for an alias, which takes it from its model");
      }
    }
    if (old.id().isWildcard()) {
      throw body.refusal("id", "of an alias must be one name, without a star");
    }
    return new CatalogModel(
        old.id(),
        null,
        null,
        List.of(),
        target(old.aliasOf(), body),
        orElse(body.text("name", MAX_NAME), old.name()),
        null,
        null,
        Set.of(),
        null,
        null,
        old.createdAt(),
        now);
  }

  private static @Nullable ModelSlug target(@Nullable ModelSlug old, Fields body) {
    String text = body.text("alias_of", MAX_NAME);
    if (text == null) {
      return old;
    }
    if (FusionNames.contains(text)) {
      throw recursion(body, "alias_of");
    }
    return ModelSlug.parse(text)
        .orElseThrow(() -> body.refusal("alias_of", "must have the form vendor/model"));
  }

  private static CatalogModel model(CatalogModel old, Fields body, Instant now) {
    if (body.has("alias_of")) {
      throw body.refusal("alias_of", "cannot be given for a model that a provider serves");
    }
    CatalogModel model =
        new CatalogModel(
            old.id(),
            orElse(body.text("provider", 63), old.provider()),
            orElse(upstreamModel(old.id(), body), old.upstreamModel()),
            body.has("fallbacks") ? FallbackFields.read(old.id(), body) : old.fallbacks(),
            null,
            orElse(body.text("name", MAX_NAME), old.name()),
            orElse(body.integer("context_length", 1, MAX_TOKENS), old.contextLength()),
            orElse(body.integer("max_output_tokens", 1, MAX_TOKENS), old.maxOutputTokens()),
            body.has("supports") ? supports(body) : old.supports(),
            null,
            null,
            old.createdAt(),
            now);
    if (namesFusion(model.id(), model.upstreamModel())) {
      throw recursion(body, model.upstreamModel() == null ? "id" : "upstream_model");
    }
    FallbackFields.requireDistinct(model, body);
    return model;
  }

  static boolean namesFusion(ModelPattern id, @Nullable String upstream) {
    return FusionNames.contains(
        upstream == null ? id.value().substring(id.value().indexOf('/') + 1) : upstream);
  }

  static @Nullable String upstreamModel(ModelPattern id, Fields body) {
    String text = body.text("upstream_model", MAX_NAME);
    if (text == null) {
      return null;
    }
    if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
      throw body.refusal("upstream_model", "must be a printable name");
    }
    if (id.isWildcard() && !text.endsWith("*")) {
      throw body.refusal(
          "upstream_model", "of a wildcard must end in '*', which stands for the rest of the name");
    }
    return text;
  }

  private static Set<String> supports(Fields body) {
    List<String> supports = body.texts("supports", MAX_CAPABILITIES, 40);
    if (!supports.stream().allMatch(word -> CAPABILITY.matcher(word).matches())) {
      throw body.refusal("supports", "must hold words such as tools, vision or json_schema");
    }
    return Set.copyOf(supports);
  }

  static GatewayException recursion(Fields body, String name) {
    return ErrorCode.FUSION_RECURSION.because(
        body.path(name), "'" + body.path(name) + "' names fusion itself, which no model can be.");
  }

  private static <T> @Nullable T orElse(@Nullable T given, @Nullable T old) {
    return given == null ? old : given;
  }
}
