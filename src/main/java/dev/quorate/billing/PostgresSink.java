package dev.quorate.billing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
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

  /** Up to this many rows in all, each table's rows are written as VALUES. */
  private static final int FEW = 16;

  /** Texts in use: the shapes of small groups are many in theory and a handful in practice. */
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
  public void write(List<LedgerRow> rows) throws LedgerFault {
    Connection open = connect();
    try {
      bound(open, rows).executeUpdate();
    } catch (SQLException e) {
      LedgerFault fault = LedgerFault.whileWriting(e);
      if (fault.kind() != LedgerFault.Kind.REJECTED && fault.kind() != LedgerFault.Kind.CONFLICT) {
        close();
      }
      throw fault;
    }
  }

  private PreparedStatement bound(Connection open, List<LedgerRow> rows)
      throws SQLException, LedgerFault {
    List<Part<?>> parts = partsOf(rows);
    boolean few = rows.size() <= FEW;
    PreparedStatement statement = prepared(open, textOf(parts, few));
    try {
      int at = 1;
      for (Part<?> part : parts) {
        at = few ? part.bindValues(statement, at) : part.bindArrays(open, statement, at);
      }
    } catch (RuntimeException e) {
      // A row that cannot be turned into columns never will be.
      throw new LedgerFault(e);
    }
    return statement;
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    statements.clear();
    if (open != null) {
      try {
        // Ends its statements too.
        open.close();
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
      }
      connection = open;
      return open;
    } catch (SQLException e) {
      connection = open;
      close();
      throw new LedgerFault(LedgerFault.Kind.AWAY, e);
    }
  }

  private PreparedStatement prepared(Connection open, String text) throws SQLException {
    PreparedStatement known = statements.get(text);
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
    PreparedStatement statement = open.prepareStatement(text);
    statements.put(text, statement);
    return statement;
  }

  private List<Part<?>> partsOf(List<LedgerRow> rows) {
    List<Part<?>> parts = new ArrayList<>();
    for (LedgerTable<?> table : tables) {
      Part<?> part = Part.of(table, rows);
      if (!part.rows().isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** All but the last as WITH queries, which PostgreSQL runs whether or not they are read. */
  private static String textOf(List<Part<?>> parts, boolean few) {
    StringBuilder text = new StringBuilder();
    int last = parts.size() - 1;
    for (int at = 0; at < last; at++) {
      text.append(at == 0 ? "WITH " : ", ");
      text.append("part").append(at).append(" AS (").append(parts.get(at).insert(few)).append(')');
    }
    return text.append(' ').append(parts.get(last).insert(few)).toString();
  }

  /** The rows of one table. */
  private record Part<R extends LedgerRow>(LedgerTable<R> table, List<R> rows) {

    static <R extends LedgerRow> Part<R> of(LedgerTable<R> table, List<LedgerRow> all) {
      return new Part<>(table, table.rowsIn(all));
    }

    String insert(boolean few) {
      return few ? table.insertValues(rows.size()) : table.insertArrays();
    }

    int bindValues(PreparedStatement statement, int from) throws SQLException {
      return table.bindValues(statement, from, rows);
    }

    int bindArrays(Connection connection, PreparedStatement statement, int from)
        throws SQLException {
      return table.bindArrays(connection, statement, from, rows);
    }
  }
}
