package dev.quorate.tenancy.limits;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.WorkspaceId;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.BucketProxy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests, tokens and running requests in the database: one transaction at admission, which
 * counts all of a request's limits or none, and one at its end.
 */
@Singleton
public class RateStore {
  private static final Duration AFTER_A_SLOT = Duration.ofSeconds(1);
  private static final String TAKE_SLOTS =
      "SELECT quorate_take_rate_slots(?, ?, ?, ?, ?, ? * interval '1 ms')";

  private final UnitOfWork unitOfWork;

  @Inject
  public RateStore(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  /**
   * Whose running requests it is, and for how long the database believes it without being told
   * again.
   */
  record Slot(UUID id, UUID node, Duration lease) {}

  /**
   * Counts one request.
   *
   * @param subjects those with a limit, in the order of their names
   * @throws GatewayException RATE_LIMIT_EXCEEDED, with nothing counted
   */
  List<Standing> take(WorkspaceId workspace, List<Subject> subjects, long tokens, Slot slot) {
    return inTransaction(
        Door.ADMISSION,
        workspace,
        connection -> {
          takeSlots(connection, workspace, subjects, slot);
          BucketTable buckets = BucketTable.in(connection, workspace);
          List<Standing> standings = new ArrayList<>();
          for (Subject subject : subjects) {
            take(buckets, subject, tokens, standings);
          }
          return standings;
        });
  }

  private static void takeSlots(
      Connection connection, WorkspaceId workspace, List<Subject> subjects, Slot slot)
      throws SQLException {
    List<Subject> counted =
        subjects.stream().filter(subject -> subject.limit().concurrent() != null).toList();
    if (counted.isEmpty()) {
      return;
    }
    Array names = connection.createArrayOf("text", counted.stream().map(Subject::name).toArray());
    Array mosts =
        connection.createArrayOf(
            "integer", counted.stream().map(subject -> subject.limit().concurrent()).toArray());
    try (PreparedStatement take = connection.prepareStatement(TAKE_SLOTS)) {
      take.setObject(1, workspace.value());
      take.setObject(2, slot.id());
      take.setObject(3, slot.node());
      take.setArray(4, names);
      take.setArray(5, mosts);
      take.setLong(6, slot.lease().toMillis());
      try (ResultSet row = take.executeQuery()) {
        row.next();
        refuseFull(counted, row.getString(1));
      }
    }
  }

  private static void refuseFull(List<Subject> counted, @Nullable String full) {
    for (Subject subject : counted) {
      if (subject.name().equals(full)) {
        throw ErrorCode.RATE_LIMIT_EXCEEDED
            .because(
                "The %s may have %d requests at once, and has them."
                    .formatted(subject.kind(), subject.limit().concurrent()))
            .retryAfter(AFTER_A_SLOT);
      }
    }
  }

  private static void take(
      BucketTable buckets, Subject subject, long tokens, List<Standing> standings) {
    Integer rpm = subject.limit().rpm();
    if (rpm != null) {
      BucketProxy requests = buckets.bucket(subject.name() + ":rpm", rpm);
      standings.add(consume(requests, subject, "requests", rpm, 1));
    }
    Integer tpm = subject.limit().tpm();
    if (tpm != null) {
      BucketProxy counted = buckets.bucket(subject.name() + ":tpm", tpm);
      standings.add(consume(counted, subject, "tokens", tpm, reserved(tokens, tpm)));
    }
  }

  /** A request whose bound is above a minute's worth needs the whole minute, and gets it back. */
  private static long reserved(long tokens, int tpm) {
    return Math.clamp(tokens, 1, tpm);
  }

  private static Standing consume(
      BucketProxy bucket, Subject subject, String resource, long limit, long wanted) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(wanted);
    if (!probe.isConsumed()) {
      throw ErrorCode.RATE_LIMIT_EXCEEDED
          .because(
              "The %s may have %d %s a minute; this request needs %d and %d are left."
                  .formatted(subject.kind(), limit, resource, wanted, probe.getRemainingTokens()))
          .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
    return new Standing(
        resource,
        limit,
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForReset()));
  }

  /**
   * Ends a request: its slots are free, and its tokens are what they came to.
   *
   * @param reservedBound what {@link #take} was told
   * @param used null when nothing is known: the reservation stands
   */
  void end(
      WorkspaceId workspace,
      List<Subject> subjects,
      UUID slot,
      long reservedBound,
      @Nullable Long used) {
    inTransaction(
        Door.SETTLEMENT,
        workspace,
        connection -> {
          if (subjects.stream().anyMatch(subject -> subject.limit().concurrent() != null)) {
            free(connection, workspace, subjects, slot);
          }
          if (used != null && subjects.stream().anyMatch(s -> s.limit().tpm() != null)) {
            BucketTable buckets = BucketTable.in(connection, workspace);
            subjects.forEach(subject -> correct(buckets, subject, reservedBound, used));
          }
          return true;
        });
  }

  private static void free(
      Connection connection, WorkspaceId workspace, List<Subject> subjects, UUID slot)
      throws SQLException {
    try (PreparedStatement free =
        connection.prepareStatement(
            "DELETE FROM rate_slot WHERE workspace_id = ? AND subject = ANY (?) AND slot_id = ?")) {
      free.setObject(1, workspace.value());
      free.setArray(
          2, connection.createArrayOf("text", subjects.stream().map(Subject::name).toArray()));
      free.setObject(3, slot);
      free.executeUpdate();
    }
  }

  private static void correct(BucketTable buckets, Subject subject, long reservedBound, long used) {
    Integer tpm = subject.limit().tpm();
    if (tpm == null) {
      return;
    }
    BucketProxy counted = buckets.bucket(subject.name() + ":tpm", tpm);
    long tooMany = reserved(reservedBound, tpm) - used;
    if (tooMany > 0) {
      counted.addTokens(tooMany);
    } else if (tooMany < 0) {
      counted.consumeIgnoringRateLimits(-tooMany);
    }
  }

  /** Says again that a node's requests are running. */
  void renew(WorkspaceId workspace, UUID node, Collection<UUID> slots, Duration lease) {
    inTransaction(
        Door.SETTLEMENT,
        workspace,
        connection -> {
          try (PreparedStatement renew =
              connection.prepareStatement(
                  """
                  UPDATE rate_slot SET expires_at = clock_timestamp() + ? * interval '1 ms'
                  WHERE workspace_id = ? AND node_id = ? AND slot_id = ANY (?)\
                  """)) {
            renew.setLong(1, lease.toMillis());
            renew.setObject(2, workspace.value());
            renew.setObject(3, node);
            renew.setArray(4, connection.createArrayOf("uuid", slots.toArray()));
            return renew.executeUpdate();
          }
        });
  }

  /** Forgets buckets nobody asked for in an hour: they would be full. */
  void sweep(WorkspaceId workspace) {
    inTransaction(
        Door.SETTLEMENT,
        workspace,
        connection -> {
          try (PreparedStatement sweep =
              connection.prepareStatement(
                  """
                  DELETE FROM rate_bucket
                  WHERE workspace_id = ? AND written_at < clock_timestamp() - interval '1 hour'\
                  """)) {
            sweep.setObject(1, workspace.value());
            return sweep.executeUpdate();
          }
        });
  }

  private <T> T inTransaction(Door door, WorkspaceId workspace, Work<T> work) {
    return unitOfWork.inWorkspace(door, workspace, session -> run(session, work));
  }

  private static <T> T run(StatelessSession session, Work<T> work) {
    return Objects.requireNonNull(
        session.doReturningWork(connection -> {
          try {
            return work.run(connection);
          } catch (BucketTable.BucketFault fault) {
            throw fault.sql();
          }
        }));
  }

  /** Statements on a connection. */
  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }
}
