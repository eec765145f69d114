package dev.quorate.usage.statement;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads closed months across workspaces. */
@Singleton
class AllStatementsStore {
  private static final String LIST =
      """
      SELECT workspace_id, month, calls, cost_usd, billed_cost_usd, adjustments_usd, amount_due_usd, closed_at
        FROM statement
       WHERE (CAST(:workspace AS uuid) IS NULL OR workspace_id = :workspace)
         AND (CAST(:month AS date) IS NULL OR (month, workspace_id) < (:month, :last))
       ORDER BY month DESC, workspace_id DESC LIMIT :limit\
      """;

  private final UnitOfWork units;

  @Inject
  AllStatementsStore(UnitOfWork units) {
    this.units = units;
  }

  List<StatementView> list(
      @Nullable WorkspaceId workspace, AdminStatements.@Nullable Place after, int limit) {
    return units.onPlatform(
        Door.REPORTS,
        session ->
            session
                .createNativeQuery(LIST, Object[].class)
                .setParameter("workspace", workspace == null ? null : workspace.value(), UUID.class)
                .setParameter(
                    "month", after == null ? null : after.month().atDay(1), LocalDate.class)
                .setParameter("last", after == null ? null : after.workspace(), UUID.class)
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(StatementStore::statement)
                .toList());
  }
}
