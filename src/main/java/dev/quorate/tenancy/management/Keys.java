package dev.quorate.tenancy.management;

import dev.quorate.http.Fields;
import dev.quorate.http.Page;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.ApiKey;
import dev.quorate.tenancy.KeyText;
import dev.quorate.tenancy.KnownProjects;
import dev.quorate.tenancy.Names;
import dev.quorate.tenancy.Peppers;
import dev.quorate.tenancy.Project;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.VerifiedKeys;
import dev.quorate.tenancy.store.ApiKeyStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes API keys and switches them off. */
@Singleton
public class Keys {
  private static final int MAX_MODELS = 100;
  private static final int MAX_TEXT = 200;
  private static final Pattern VENDOR_GLOB = Pattern.compile("~?[A-Za-z0-9][A-Za-z0-9._-]*/\\*");
  private static final List<String> NOT_YET = List.of("limit_usd", "limit_reset");

  private final ApiKeyStore store;
  private final Peppers peppers;
  private final KnownProjects projects;
  private final VerifiedKeys verified;
  private final Clock clock;

  @Inject
  Keys(
      ApiKeyStore store,
      Peppers peppers,
      KnownProjects projects,
      VerifiedKeys verified,
      Clock clock) {
    this.store = store;
    this.peppers = peppers;
    this.projects = projects;
    this.verified = verified;
    this.clock = clock;
  }

  /** A key with its text, which nobody will see again. */
  record Issued(ApiKey key, KeyText text) {}

  /**
   * Reads {@code name, scopes, project_id, allowed_models, test, expires_at}. Without scopes the
   * key has all of them: it is for whoever runs the workspace.
   */
  Issued issue(WorkspaceId workspace, Fields fields) {
    refuseLimits(fields);
    String name = Names.name(fields);
    Set<Scope> scopes = scopes(fields);
    ProjectId project = project(workspace, fields);
    List<String> models = models(fields);
    boolean test = Boolean.TRUE.equals(fields.bool("test"));
    Instant expiresAt = fields.instant("expires_at");
    fields.refuseOthers();
    KeyText text = KeyText.random(test ? KeyText.Kind.TEST : KeyText.Kind.LIVE);
    ApiKey key =
        new ApiKey(
            workspace,
            new ApiKeyId(UuidV7.create(clock)),
            name,
            text.shownPrefix(),
            text.lastFour(),
            test,
            scopes,
            project,
            models,
            expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS),
            false,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    store.insert(workspace, key, peppers.hash(text));
    verified.forget();
    return new Issued(key, text);
  }

  /** A limit that is taken and not enforced would be a lie. */
  private static void refuseLimits(Fields fields) {
    for (String name : NOT_YET) {
      if (fields.raw(name) != null) {
        throw ErrorCode.UNSUPPORTED_PARAMETER.because(
            fields.path(name), "Spend limits of keys are not served yet.");
      }
    }
  }

  private static Set<Scope> scopes(Fields fields) {
    if (!fields.has("scopes")) {
      fields.raw("scopes");
      return EnumSet.allOf(Scope.class);
    }
    List<String> names = fields.texts("scopes", Scope.values().length, MAX_TEXT);
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (int i = 0; i < names.size(); i++) {
      String at = "scopes[" + i + "]";
      scopes.add(
          Scope.parse(names.get(i))
              .orElseThrow(() -> fields.refusal(at, "must be one of " + Scope.wireNames())));
    }
    return scopes;
  }

  private @Nullable ProjectId project(WorkspaceId workspace, Fields fields) {
    String named = fields.text("project_id", MAX_TEXT);
    return named == null
        ? null
        : projects
            .find(workspace, named)
            .map(Project::id)
            .orElseThrow(() ->
                ErrorCode.PROJECT_NOT_FOUND.because(
                    fields.path("project_id"), "No such project in this workspace."));
  }

  private static List<String> models(Fields fields) {
    List<String> models = fields.texts("allowed_models", MAX_MODELS, MAX_TEXT);
    for (int i = 0; i < models.size(); i++) {
      String model = models.get(i);
      if (ModelSlug.parse(model).isEmpty() && !VENDOR_GLOB.matcher(model).matches()) {
        throw fields.refusal("allowed_models[" + i + "]", "must be vendor/model or vendor/*");
      }
    }
    return models;
  }

  /** Reads {@code disabled}. */
  ApiKey change(WorkspaceId workspace, String id, Fields fields) {
    Boolean disabled = fields.bool("disabled");
    fields.refuseOthers();
    if (disabled == null) {
      throw ErrorCode.MISSING_FIELD.because("disabled", "'disabled' is required.");
    }
    ApiKey changed =
        Names.id(id)
            .flatMap(known -> store.setDisabled(workspace, new ApiKeyId(known), disabled))
            .orElseThrow(() -> ErrorCode.NOT_FOUND.because("No such key in this workspace."));
    verified.forget();
    return changed;
  }

  Optional<ApiKey> find(WorkspaceId workspace, ApiKeyId key) {
    return store.find(workspace, key);
  }

  /** One more than the page holds, if there are. */
  List<ApiKey> list(WorkspaceId workspace, Page page) {
    return store.list(workspace, Names.after(page), page.limit() + 1);
  }
}
