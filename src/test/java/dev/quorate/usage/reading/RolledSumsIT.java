package dev.quorate.usage.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.Tag;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.system.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever roll-up a report is read from, and however much of the ledger is in it, it says what the
 * lines say, to the last digit.
 */
class RolledSumsIT {
  private static final WorkspaceId OWN = new WorkspaceId(new UUID(0x7000L, 1));
  private static final WorkspaceId OTHER = new WorkspaceId(new UUID(0x7000L, 2));
  private static final LocalDate LAST = YearMonth.now(ZoneOffset.UTC).minusMonths(1).atDay(1);
  private static final LocalDate THIS = LAST.plusMonths(1);

  private static final List<Period> PERIODS =
      List.of(
          days(LAST, THIS),
          days(LAST, THIS.plusMonths(1)),
          // Ends within a month: with later lines, and with none but for one that is written late.
          days(THIS, THIS.plusDays(3)),
          days(LAST, THIS.plusDays(9)),
          days(THIS.minusDays(3), THIS.plusDays(4)),
          new Period(
              THIS.minusDays(2).atTime(23, 0).toInstant(ZoneOffset.UTC),
              THIS.plusDays(2).atTime(7, 0).toInstant(ZoneOffset.UTC)));

  private final FreshDatabase database = FreshDatabase.create();
  private final Connection ofPlatform;
  private final Connection ofWorkspace;
  private final GroupStore store = new GroupStore(this::list);

  /** What the lines say, until there are others. */
  private final Map<String, List<GroupStore.Group>> lines = new HashMap<>();

  RolledSumsIT() throws SQLException {
    ofPlatform = database.connectAsSystem();
    ofWorkspace = database.connectAsApplication();
    execute(ofWorkspace, "SELECT set_config('app.workspace_id', '" + OWN + "', false)");
  }

  @AfterEach
  void close() throws SQLException {
    ofPlatform.close();
    ofWorkspace.close();
  }

  private static Period days(LocalDate start, LocalDate end) {
    return new Period(Period.midnight(start), Period.midnight(end));
  }

  @Test
  void everyReportSaysWhatItsLinesSay() throws SQLException {
    try (Connection owner = database.connectAsOwner()) {
      SeededLines own = new SeededLines(owner, OWN.value(), 1);
      SeededLines other = new SeededLines(owner, OTHER.value(), 2);
      for (int day = -4; day < 9; day++) {
        write(own, THIS.plusDays(day), 12);
        write(other, THIS.plusDays(day), 2);
      }
      write(own, LAST.plusDays(1), 3);
      roll(owner, 200);
      expectAgreement("a part is rolled up");
      rollAll(owner);
      expectAgreement("all is rolled up");

      lines.clear();
      own.endAll();
      other.endAll();
      write(own, THIS.plusDays(8), 3);
      // Two seconds before the end of a period that nothing rolled up lies behind: its judge is
      // later.
      own.write(Period.midnight(THIS.plusDays(9)).minusSeconds(2));
      expectAgreement("late settlements wait");
      rollAll(owner);
      expectAgreement("late settlements are rolled up");
      execute(owner, "SELECT quorate_usage_forget()");
      rollAll(owner);
      expectAgreement("all is rolled up anew");
    }
  }

  /** Requests at odd times of a day, one of them over its first midnight. */
  private static void write(SeededLines lines, LocalDate day, int requests) throws SQLException {
    Instant midnight = Period.midnight(day);
    for (int i = 0; i < requests; i++) {
      lines.write(midnight.plusSeconds(i * 86_400L / requests - 20).plusMillis(i * 977L + 1));
    }
  }

  private void expectAgreement(String state) {
    for (Period period : PERIODS) {
      for (String by : groupings().toList()) {
        expectAgreement(state, filter(OWN, period), by);
      }
      for (LineFilter filter : filters(filter(OWN, period))) {
        Stream.of("model", "tag:team", "week,role")
            .forEach(by -> expectAgreement(state, filter, by));
      }
      for (String by :
          List.of("workspace", "provider", "tag:feature", "day,workspace", "hour,workspace")) {
        expectAgreement(state, filter(null, period), by);
      }
    }
  }

  private static Stream<String> groupings() {
    return Stream.of(
        "day",
        "model",
        "provider",
        "project",
        "key",
        "role",
        "preset",
        "status",
        "tag:team",
        "tag:feature",
        "tag:cell",
        "tag:nobody's",
        "hour",
        "month",
        "day,model",
        "day,key",
        "day,tag:team",
        "hour,role",
        "week,provider",
        "week,tag:feature",
        "month,model",
        "month,tag:team");
  }

  private static LineFilter filter(@Nullable WorkspaceId workspace, Period period) {
    return new LineFilter(workspace, null, null, List.of(), false, period, null, null, null);
  }

  private static List<LineFilter> filters(LineFilter all) {
    WorkspaceId workspace = all.workspace();
    Period period = all.period();
    Tag team = new Tag("team", "a");
    return List.of(
        new LineFilter(workspace, null, null, List.of(), true, period, null, null, null),
        new LineFilter(workspace, null, null, List.of(), true, period, null, null, "failed"),
        new LineFilter(
            workspace,
            new ProjectId(SeededLines.PROJECT),
            null,
            List.of(),
            false,
            period,
            null,
            null,
            null),
        new LineFilter(
            workspace,
            null,
            new ApiKeyId(SeededLines.KEY),
            List.of(team),
            false,
            period,
            null,
            null,
            null),
        ofCalls(all, null),
        ofCalls(all, "panel"),
        new LineFilter(workspace, null, null, List.of(team), true, period, null, null, null),
        new LineFilter(
            workspace, null, null, List.of(new Tag("cell", "")), false, period, null, null, null),
        new LineFilter(
            workspace,
            null,
            null,
            List.of(team, new Tag("feature", "y")),
            false,
            period,
            null,
            "panel",
            null));
  }

  private static LineFilter ofCalls(LineFilter all, @Nullable String role) {
    return new LineFilter(
        all.workspace(), null, null, List.of(), false, all.period(), "model-1", role, null);
  }

  /** A microsecond that nothing happened in makes a period that no roll-up can tell. */
  private void expectAgreement(String state, LineFilter filter, String by) {
    Grouping grouping = Groupings.of(by);
    Period period = filter.period();
    Period odd = new Period(period.start().minusNanos(1000), period.end());
    LineFilter ofLines =
        new LineFilter(
            filter.workspace(),
            filter.project(),
            filter.key(),
            filter.tags(),
            filter.includeTest(),
            odd,
            filter.model(),
            filter.role(),
            filter.status());

    assertThat(read(filter, grouping))
        .as("%s: %s by %s", state, filter, by)
        .isEqualTo(lines.computeIfAbsent(filter + by, any -> read(ofLines, grouping)));
  }

  private List<GroupStore.Group> read(LineFilter filter, Grouping grouping) {
    return store.read(filter, grouping, GroupOrder.COST, null, 10_000);
  }

  private <T> List<T> list(
      @Nullable WorkspaceId workspace, ReportQuery query, ReportQuery.Reader<T> reader) {
    try {
      return query.list(workspace == null ? ofPlatform : ofWorkspace, reader);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void rollAll(Connection owner) throws SQLException {
    while (roll(owner, 5000) > 0) {
      // Another round.
    }
  }

  private static long roll(Connection owner, int rows) throws SQLException {
    try (Statement statement = owner.createStatement();
        var row = statement.executeQuery("SELECT quorate_usage_roll(" + rows + ")")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
