package dev.quorate.tenancy;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.quorate.http.Fields;
import dev.quorate.http.Page;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Projects out of the database, remembered, so that attribution does not ask at each request. */
@Singleton
public class KnownProjects implements Projects {
  private static final int MAX_ENTRIES = 20_000;

  private final ProjectStore store;
  private final Clock clock;
  private final Memory<Name, Optional<Project>> memory;

  @Inject
  KnownProjects(ProjectStore store, TenancySettings settings, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.memory =
        new Memory<>(MAX_ENTRIES, settings.memory(), Optional::isPresent, Ticker.systemTicker());
  }

  private record Name(WorkspaceId workspace, String idOrSlug) {}

  @Override
  public Optional<Project> find(WorkspaceId workspace, String idOrSlug) {
    return memory.get(new Name(workspace, idOrSlug), this::load);
  }

  private Optional<Project> load(Name name) {
    String text = name.idOrSlug();
    if (Names.isSlug(text)) {
      return store.find(name.workspace(), text);
    }
    return Names.id(text).flatMap(id -> store.find(name.workspace(), new ProjectId(id)));
  }

  /**
   * Reads {@code name} and {@code slug}.
   *
   * @throws dev.quorate.kernel.GatewayException CONFLICT when the slug is taken
   */
  Project create(WorkspaceId workspace, Fields fields) {
    String name = Names.name(fields);
    String slug = Names.slug(fields, name);
    fields.refuseOthers();
    Project project =
        new Project(
            new ProjectId(UuidV7.create(clock)),
            slug,
            name,
            Status.ACTIVE,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!store.insert(workspace, project)) {
      throw ErrorCode.CONFLICT.because("slug", "A project with the slug '" + slug + "' exists.");
    }
    memory.forget();
    return project;
  }

  /** One more than the page holds, if there are. */
  List<Project> list(WorkspaceId workspace, Page page) {
    return store.list(workspace, Names.after(page), page.limit() + 1);
  }
}
