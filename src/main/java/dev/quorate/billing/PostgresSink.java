package dev.quorate.billing;

import dev.quorate.billing.budget.HoldVerdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes a group as one statement with an INSERT for each table that has rows: one round trip, one
 * transaction, one commit. Keeps one connection for as long as it works.
 */
final class PostgresSink implements LedgerWriter.Sink {
  private static final System.Logger LOG = System.getLogger(PostgresSink.class.getName());

  /** Shapes in use: those of small groups are many in theory and a handful in practice. */
  private static final int STATEMENTS = 64;

  /** Longer than the server's own statement timeout: only a connection gone dead reaches it. */
  private static final int SOCKET_TIMEOUT_MS = 40_000;

  private final DataSource source;
  private final List<LedgerTable<?>> tables;
  private final Map<String, PreparedStatement> statements =
      new LinkedHashMap<>(STATEMENTS, 0.75f, true);
  private @Nullable Connection connection;

  private PostgresSink(DataSource source, List<LedgerTable<?>> tables) {
    this.source = source;
    this.tables = List.copyOf(tables);
  }

  /**
   * @param node this node, for rows that name their owner
   * @param holdTtl after which a hold that nobody ended may be expired
   */
  static PostgresSink of(DataSource source, UUID node, Duration holdTtl) {
    return new PostgresSink(source, LedgerTables.all(node, holdTtl));
  }

  @Override
  public List<HoldVerdict> write(List<LedgerRow> rows, boolean again) throws LedgerFault {
    Connection open = connect();
    LedgerStatement group = new LedgerStatement(tables, rows, again);
    try {
      PreparedStatement statement = prepared(open, group);
      bind(open, statement, group);
      if (!group.answers()) {
        statement.executeUpdate();
        return List.of();
      }
      try (ResultSet verdicts = statement.executeQuery()) {
        return group.read(verdicts);
      }
    } catch (SQLException e) {
      LedgerFault fault = LedgerFault.whileWriting(e);
      if (fault.kind() != LedgerFault.Kind.REJECTED && fault.kind() != LedgerFault.Kind.CONFLICT) {
        close();
      }
      throw fault;
    }
  }

  private static void bind(Connection open, PreparedStatement statement, LedgerStatement group)
      throws SQLException, LedgerFault {
    try {
      group.bind(open, statement);
    } catch (RuntimeException e) {
      // A row that cannot be turned into columns never will be.
      throw new LedgerFault(e);
    }
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    statements.clear();
    if (open != null) {
      // Closing ends its statements too; the pool gets it back as it was.
      try (Connection closing = open;
          Statement settings = closing.createStatement()) {
        settings.execute("RESET ROLE");
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.DEBUG, "A broken connection would not close.", e);
      }
    }
  }

  private Connection connect() throws LedgerFault {
    Connection open = connection;
    if (open != null) {
      return open;
    }
    try {
      open = source.getConnection();
      open.setAutoCommit(true);
      open.setNetworkTimeout(Runnable::run, SOCKET_TIMEOUT_MS);
      try (Statement settings = open.createStatement()) {
        // Plans do not depend on the rows; without this the array form is planned at every group.
        settings.execute("SET plan_cache_mode = force_generic_plan");
        // A group has rows of many workspaces.
        settings.execute("SET ROLE quorate_system");
      }
      connection = open;
      return open;
    } catch (SQLException e) {
      connection = open;
      close();
      throw new LedgerFault(LedgerFault.Kind.AWAY, e);
    }
  }

  private PreparedStatement prepared(Connection open, LedgerStatement group) throws SQLException {
    String shape = group.shape();
    PreparedStatement known = statements.get(shape);
    if (known != null) {
      return known;
    }
    if (statements.size() >= STATEMENTS) {
      String eldest = statements.keySet().iterator().next();
      PreparedStatement unused = statements.remove(eldest);
      if (unused != null) {
        unused.close();
      }
    }
    PreparedStatement statement = open.prepareStatement(group.text());
    statements.put(shape, statement);
    return statement;
  }
}
