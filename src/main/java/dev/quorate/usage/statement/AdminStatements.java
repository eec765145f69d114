package dev.quorate.usage.statement;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Actor;
import dev.quorate.tenancy.store.WorkspaceStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements of all workspaces, as administrators close and list them. */
@Singleton
class AdminStatements {
  private final WorkspaceStore workspaces;
  private final StatementStore store;
  private final AllStatementsStore all;

  @Inject
  AdminStatements(WorkspaceStore workspaces, StatementStore store, AllStatementsStore all) {
    this.workspaces = workspaces;
    this.store = store;
    this.all = all;
  }

  /** A statement's place in the list of all. */
  record Place(YearMonth month, UUID workspace) {
    /** What {@link StatementView} of it is known by. */
    static String of(StatementView view) {
      return view.month() + "/" + view.workspaceId();
    }

    /** Null where the text is no place. */
    static @Nullable Place parse(String text) {
      return text.matches("2[01][0-9]{2}-(0[1-9]|1[0-2])/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
          ? new Place(YearMonth.parse(text.substring(0, 7)), UUID.fromString(text.substring(8)))
          : null;
    }
  }

  StatementView close(WorkspaceId workspace, YearMonth month, Actor actor) {
    return store.close(workspace, month, actor);
  }

  /**
   * Without their lines, newest month first: one more than the limit, if there is one.
   *
   * @param workspace null for all
   * @param after the last of the page before, null from the newest
   */
  List<StatementView> list(@Nullable WorkspaceId workspace, @Nullable Place after, int limit) {
    return all.list(workspace, after, limit + 1);
  }

  /** The workspace of this id, which must be there. */
  WorkspaceId workspace(String text) {
    WorkspaceId id = idOf(text);
    if (workspaces.find(id).isEmpty()) {
      throw ErrorCode.NOT_FOUND.because("workspace_id", "No such workspace.");
    }
    return id;
  }

  /** A workspace's id, whether there is one or not. */
  static WorkspaceId idOf(String text) {
    if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw ErrorCode.INVALID_VALUE.because(
          "workspace_id", "'workspace_id' must be an id of 36 characters.");
    }
    return new WorkspaceId(UUID.fromString(text));
  }
}
