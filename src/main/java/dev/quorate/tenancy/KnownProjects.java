package dev.quorate.tenancy;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Projects, remembered, so that attribution does not ask the database at each request. */
@Singleton
public class KnownProjects {
  private static final int MAX_ENTRIES = 20_000;

  private final ProjectDirectory directory;
  private final Memory<Name, Optional<Project>> memory;

  @Inject
  KnownProjects(ProjectDirectory directory, TenancySettings settings) {
    this(directory, settings.memory(), Ticker.systemTicker());
  }

  KnownProjects(ProjectDirectory directory, Duration memory, Ticker ticker) {
    this.directory = directory;
    this.memory = new Memory<>(MAX_ENTRIES, memory, Optional::isPresent, ticker);
  }

  private record Name(WorkspaceId workspace, String idOrSlug) {}

  /** The project of that id or slug in that workspace; another workspace's is not there. */
  public Optional<Project> find(WorkspaceId workspace, String idOrSlug) {
    return memory.get(new Name(workspace, idOrSlug), this::load);
  }

  private Optional<Project> load(Name name) {
    String text = name.idOrSlug();
    if (Names.isSlug(text)) {
      return directory.find(name.workspace(), text);
    }
    return Names.id(text).flatMap(id -> directory.find(name.workspace(), new ProjectId(id)));
  }

  /** A project changed here: ask again. */
  public void forget() {
    memory.forget();
  }
}
