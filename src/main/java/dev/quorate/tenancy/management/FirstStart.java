package dev.quorate.tenancy.management;

import dev.quorate.database.DatabaseReady;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.ApiKey;
import dev.quorate.tenancy.KeyText;
import dev.quorate.tenancy.Peppers;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.Status;
import dev.quorate.tenancy.TenancySettings;
import dev.quorate.tenancy.Workspace;
import dev.quorate.tenancy.limits.RateLimit;
import dev.quorate.tenancy.store.FirstStartStore;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;

/**
 * Makes an empty database usable: workspace {@code default}, the keys the launcher printed. On a
 * database that has them it does nothing, whatever the settings say.
 */
@Singleton
public class FirstStart {
  private static final System.Logger LOG = System.getLogger(FirstStart.class.getName());

  private final TenancySettings settings;
  private final FirstStartStore store;
  private final Peppers peppers;
  private final Clock clock;

  @Inject
  FirstStart(TenancySettings settings, FirstStartStore store, Peppers peppers, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.peppers = peppers;
    this.clock = clock;
  }

  void run(@Observes @Priority(100) DatabaseReady ready) {
    KeyText admin = settings.bootstrapAdminKey();
    if (settings.adminKey() == null
        && admin != null
        && store.adoptAdminKey(UuidV7.create(clock), admin, peppers.hash(admin), clock.instant())) {
      LOG.log(Level.INFO, "First start: admin key adopted.");
    }
    Workspace first =
        new Workspace(
            new WorkspaceId(UuidV7.create(clock)),
            "default",
            "Default",
            Status.ACTIVE,
            clock.instant());
    KeyText text = settings.bootstrapApiKey();
    boolean created =
        text == null
            ? store.createWorkspace(first)
            : store.createWorkspace(first, firstKey(first.id(), text), peppers.hash(text));
    if (created) {
      LOG.log(Level.INFO, "First start: workspace 'default' created.");
    }
  }

  private ApiKey firstKey(WorkspaceId workspace, KeyText text) {
    return new ApiKey(
        workspace,
        new ApiKeyId(UuidV7.create(clock)),
        "first",
        text.shownPrefix(),
        text.lastFour(),
        text.kind() == KeyText.Kind.TEST,
        EnumSet.allOf(Scope.class),
        null,
        List.of(),
        null,
        false,
        clock.instant(),
        RateLimit.NONE);
  }
}
