package dev.quorate.usage.reading;

import dev.quorate.kernel.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs report statements. */
interface ReportWork {
  /**
   * @param workspace the one the report is of, null for all of them
   * @throws dev.quorate.kernel.GatewayException OVERLOADED when the database cut it off
   */
  <T> List<T> list(
      @Nullable WorkspaceId workspace, ReportQuery query, ReportQuery.Reader<T> reader);
}
