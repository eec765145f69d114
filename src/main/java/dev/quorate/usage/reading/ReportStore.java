package dev.quorate.usage.reading;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs report statements at the door for reports, where the database cuts them off after a while.
 */
@Singleton
class ReportStore implements ReportWork {
  /** SQLSTATE query_canceled: the door's statement_timeout has passed. */
  private static final String CANCELED = "57014";

  private final UnitOfWork work;

  @Inject
  ReportStore(UnitOfWork work) {
    this.work = work;
  }

  @Override
  public <T> List<T> list(
      @Nullable WorkspaceId workspace, ReportQuery query, ReportQuery.Reader<T> reader) {
    Function<StatelessSession, List<T>> read =
        session -> session.doReturningWork(connection -> query.list(connection, reader));
    try {
      return workspace == null
          ? work.onPlatform(Door.REPORTS, read)
          : work.inWorkspace(Door.REPORTS, workspace, read);
    } catch (RuntimeException e) {
      if (wasCutOff(e)) {
        throw ErrorCode.OVERLOADED
            .because("The report took too long; ask for a shorter time or fewer lines.")
            .retryAfter(Duration.ofSeconds(5))
            .causedBy(e);
      }
      throw e;
    }
  }

  private static boolean wasCutOff(RuntimeException thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (cause instanceof SQLException sql && CANCELED.equals(sql.getSQLState())) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
