package dev.quorate.tenancy.limits;

import dev.quorate.kernel.WorkspaceId;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.AbstractSelectForUpdateBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.LockAndGetResult;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.SelectForUpdateBasedTransaction;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The library's buckets on rows of {@code rate_bucket}, inside a transaction that is open already:
 * so that all limits of a request are counted together or not at all. Its clock is the database's,
 * for nodes' clocks differ.
 */
final class BucketTable extends AbstractSelectForUpdateBasedProxyManager<String> {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String LOCK =
      "SELECT state FROM rate_bucket WHERE workspace_id = ? AND bucket = ? FOR UPDATE";
  private static final String INSERT =
      "INSERT INTO rate_bucket (workspace_id, bucket) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String UPDATE =
      """
      UPDATE rate_bucket SET state = ?, written_at = clock_timestamp()
      WHERE workspace_id = ? AND bucket = ?\
      """;

  private final Connection connection;
  private final WorkspaceId workspace;

  private BucketTable(Connection connection, WorkspaceId workspace, long nowNanos) {
    super(ClientSideConfig.getDefault().withClientClock(new Moment(nowNanos)));
    this.connection = connection;
    this.workspace = workspace;
  }

  static BucketTable in(Connection transaction, WorkspaceId workspace) throws SQLException {
    try (PreparedStatement now =
            transaction.prepareStatement(
                "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint");
        ResultSet row = now.executeQuery()) {
      row.next();
      return new BucketTable(transaction, workspace, row.getLong(1) * 1_000);
    }
  }

  /** A bucket of so many a minute. Another number is another bucket, full at first. */
  BucketProxy bucket(String name, long perMinute) {
    return builder()
        .build(
            name + ":" + perMinute,
            () ->
                BucketConfiguration.builder()
                    .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                    .build());
  }

  @Override
  protected SelectForUpdateBasedTransaction allocateTransaction(
      String bucket, Optional<Long> timeoutNanos) {
    return new Row(bucket);
  }

  @Override
  public void removeProxy(String bucket) {
    throw new UnsupportedOperationException("buckets are swept by age");
  }

  /** One row; beginning and ending the transaction is not its business. */
  private final class Row implements SelectForUpdateBasedTransaction {
    private final String bucket;

    Row(String bucket) {
      this.bucket = bucket;
    }

    @Override
    public void begin(Optional<Long> timeoutNanos) {
      // The unit of work began it.
    }

    @Override
    public void rollback() {
      // The unit of work does, if anything is thrown.
    }

    @Override
    public void commit(Optional<Long> timeoutNanos) {
      // The unit of work will.
    }

    @Override
    public void release() {
      // The connection is the unit of work's.
    }

    @Override
    public LockAndGetResult tryLockAndGet(Optional<Long> timeoutNanos) {
      try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
        lock.setObject(1, workspace.value());
        lock.setString(2, bucket);
        try (ResultSet row = lock.executeQuery()) {
          return row.next()
              ? LockAndGetResult.locked(row.getBytes(1))
              : LockAndGetResult.notLocked();
        }
      } catch (SQLException e) {
        throw new BucketFault(e);
      }
    }

    @Override
    public boolean tryInsertEmptyData(Optional<Long> timeoutNanos) {
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        insert.setObject(1, workspace.value());
        insert.setString(2, bucket);
        return insert.executeUpdate() > 0;
      } catch (SQLException e) {
        throw new BucketFault(e);
      }
    }

    @Override
    public void update(byte[] state, RemoteBucketState parsed, Optional<Long> timeoutNanos) {
      try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
        update.setBytes(1, state);
        update.setObject(2, workspace.value());
        update.setString(3, bucket);
        update.executeUpdate();
      } catch (SQLException e) {
        throw new BucketFault(e);
      }
    }
  }

  /** Carries a failure of the database through the library. */
  static final class BucketFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException sql;

    BucketFault(SQLException cause) {
      super(cause);
      this.sql = cause;
    }

    SQLException sql() {
      return sql;
    }
  }

  /** A clock that stands at one moment. */
  private record Moment(long currentTimeNanos) implements TimeMeter {
    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
