package dev.quorate.presets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.quorate.catalog.Catalog;
import dev.quorate.catalog.listing.NamedPanels;
import dev.quorate.http.Json;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Workspace;
import dev.quorate.tenancy.store.WorkspaceStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A workspace's presets as {@code GET /v1/models} lists them. */
@Singleton
public class ListedPresets implements NamedPanels {
  private static final int MAX_WORKSPACES = 10_000;

  private final KnownPresets known;
  private final WorkspaceStore workspaces;
  private final Catalog catalog;
  private final Json json;

  /** A workspace's slug never changes. */
  private final Cache<WorkspaceId, String> slugs =
      Caffeine.newBuilder().maximumSize(MAX_WORKSPACES).executor(Runnable::run).build();

  @Inject
  ListedPresets(KnownPresets known, WorkspaceStore workspaces, Catalog catalog, Json json) {
    this.known = known;
    this.workspaces = workspaces;
    this.catalog = catalog;
    this.json = json;
  }

  @Override
  public List<Panel> of(Caller caller) {
    List<Preset> presets = known.all(caller.workspace());
    if (presets.isEmpty()) {
      return List.of();
    }
    String owner = slugs.get(caller.workspace(), this::slug);
    return presets.stream()
        .filter(preset -> isFree(caller) || mayUse(caller, preset))
        .map(preset ->
            new Panel(
                "@preset/" + preset.slug(),
                preset.name(),
                Objects.requireNonNullElse(preset.description(), ""),
                owner,
                preset.createdAt()))
        .toList();
  }

  private String slug(WorkspaceId workspace) {
    return workspaces.find(workspace).map(Workspace::slug).orElse("");
  }

  private static boolean isFree(Caller caller) {
    return caller.allowedModels().isEmpty() && !caller.test();
  }

  private boolean mayUse(Caller caller, Preset preset) {
    return models(preset).stream().allMatch(model -> mayUse(caller, model));
  }

  private List<String> models(Preset preset) {
    JsonNode fusion = json.mapper().readTree(preset.designated().fusion());
    List<String> models = new ArrayList<>();
    fusion.path("analysis_models").forEach(model -> models.add(model.asString("")));
    JsonNode judge = fusion.path("synthesis_model");
    if (judge.isString()) {
      models.add(judge.stringValue());
    }
    return models;
  }

  private boolean mayUse(Caller caller, String name) {
    return ModelSlug.parse(name).filter(slug -> mayUse(caller, slug)).isPresent();
  }

  private boolean mayUse(Caller caller, ModelSlug slug) {
    try {
      var model = catalog.find(slug, "model");
      boolean allowed = caller.mayUse(slug) || caller.mayUse(model.slug());
      return allowed && (!caller.test() || model.provider().id().equals("sandbox"));
    } catch (GatewayException gone) {
      return false;
    }
  }
}
