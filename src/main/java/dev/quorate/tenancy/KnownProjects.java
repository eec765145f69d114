package dev.quorate.tenancy;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Projects out of the database, remembered, so that attribution does not ask at each request. */
@Singleton
public class KnownProjects implements Projects {
  private static final int MAX_ENTRIES = 20_000;

  private final ProjectStore store;
  private final Memory<Name, Optional<Project>> memory;

  @Inject
  KnownProjects(ProjectStore store, TenancySettings settings) {
    this.store = store;
    this.memory =
        new Memory<>(MAX_ENTRIES, settings.memory(), Optional::isPresent, Ticker.systemTicker());
  }

  private record Name(WorkspaceId workspace, String idOrSlug) {}

  @Override
  public Optional<Project> find(WorkspaceId workspace, String idOrSlug) {
    return memory.get(new Name(workspace, idOrSlug), this::load);
  }

  private Optional<Project> load(Name name) {
    return Names.id(name.idOrSlug())
        .map(id -> store.find(name.workspace(), new ProjectId(id)))
        .orElseGet(() ->
            Names.isSlug(name.idOrSlug())
                ? store.find(name.workspace(), name.idOrSlug())
                : Optional.empty());
  }

  /** A project was made here: ask again. */
  void forget() {
    memory.forget();
  }
}
