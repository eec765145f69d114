package dev.quorate.tenancy.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.KnownProjects;
import dev.quorate.tenancy.Memory;
import dev.quorate.tenancy.Project;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in, within the limits of key, project and workspace. Blocks on the database only
 * for a request that has a limit.
 */
@Singleton
public class RateLimits {
  private static final System.Logger LOG = System.getLogger(RateLimits.class.getName());
  private static final int MAX_SWEPT = 10_000;
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  private final RateStore store;
  private final SlotLeases leases;
  private final KnownProjects projects;
  private final Memory<WorkspaceId, Boolean> swept =
      new Memory<>(MAX_SWEPT, BETWEEN_SWEEPS, done -> true, Ticker.systemTicker());

  @Inject
  public RateLimits(RateStore store, SlotLeases leases, KnownProjects projects) {
    this.store = store;
    this.leases = leases;
    this.projects = projects;
  }

  /**
   * Counts one request of a client.
   *
   * @param project the one it is attributed to, or null
   * @param tokenBound the most tokens it can use, in and out, of all its calls together
   * @throws dev.quorate.kernel.GatewayException RATE_LIMIT_EXCEEDED, with a {@code Retry-After}
   */
  public Admission admit(Caller caller, @Nullable ProjectId project, long tokenBound) {
    List<Subject> subjects = subjects(caller, project);
    if (subjects.isEmpty()) {
      return Admission.UNLIMITED;
    }
    WorkspaceId workspace = caller.workspace();
    RateStore.Slot slot = leases.next();
    List<Standing> standings = store.take(workspace, subjects, tokenBound, slot);
    boolean holds = subjects.stream().anyMatch(subject -> subject.limit().concurrent() != null);
    if (holds) {
      leases.hold(workspace, slot);
    }
    sweepNowAndThen(workspace);
    return new OpenAdmission(
        standings,
        used -> {
          leases.release(workspace, slot);
          if (holds || used != null) {
            end(workspace, subjects, slot, tokenBound, used);
          }
        });
  }

  /** Those with a limit, in the order of their names. */
  private List<Subject> subjects(Caller caller, @Nullable ProjectId project) {
    List<Subject> subjects = new ArrayList<>(3);
    add(subjects, "key:" + caller.key(), caller.keyLimits());
    if (project != null) {
      RateLimit limit =
          projects
              .find(caller.workspace(), project.toString())
              .map(Project::limits)
              .orElse(RateLimit.NONE);
      add(subjects, "project:" + project, limit);
    }
    add(subjects, "workspace", caller.workspaceLimits());
    return subjects;
  }

  private static void add(List<Subject> subjects, String name, RateLimit limit) {
    if (!limit.isNone()) {
      subjects.add(new Subject(name, limit));
    }
  }

  /** A request that has ended must not fail for its count; an unfreed slot expires by itself. */
  private void end(
      WorkspaceId workspace,
      List<Subject> subjects,
      RateStore.Slot slot,
      long tokenBound,
      @Nullable Long used) {
    try {
      store.end(workspace, subjects, slot.id(), tokenBound, used);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A request's rate limits could not be corrected at its end.", e);
    }
  }

  private void sweepNowAndThen(WorkspaceId workspace) {
    swept.get(
        workspace,
        id -> {
          try {
            store.sweep(id);
          } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Old rate buckets stay for another hour.", e);
          }
          return true;
        });
  }
}
