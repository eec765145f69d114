package dev.quorate.billing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One table of the ledger as its writer sees it: how rows become one INSERT. A few rows are written
 * as VALUES, which is quickest for one request; more as one array a column, whose text does not
 * grow with the group. Rows whose key is there already are left as they are.
 */
final class LedgerTable<R extends LedgerRow> {
  private final String name;
  private final Class<R> rowType;
  private final List<Column<R>> columns;

  /**
   * @param type what PostgreSQL receives
   * @param stored what is stored of it, {@code %s} standing for the received value
   */
  private record Column<R>(
      String name, String type, String stored, Function<R, @Nullable Object> value) {}

  private LedgerTable(String name, Class<R> rowType, List<Column<R>> columns) {
    this.name = name;
    this.rowType = rowType;
    this.columns = List.copyOf(columns);
  }

  static <R extends LedgerRow> Columns<R> named(String name, Class<R> rowType) {
    return new Columns<>(name, rowType);
  }

  List<R> rowsIn(List<LedgerRow> rows) {
    return rows.stream().filter(rowType::isInstance).map(rowType::cast).toList();
  }

  /** The INSERT of this many rows. */
  String insertValues(int rows) {
    String tuple =
        columns.stream()
            .map(column -> column.stored().formatted("?::" + column.type()))
            .collect(Collectors.joining(", ", "(", ")"));
    return insert("VALUES " + String.join(", ", Collections.nCopies(rows, tuple)));
  }

  /** The INSERT of any number of rows. */
  String insertArrays() {
    String stored =
        IntStream.range(0, columns.size())
            .mapToObj(at -> columns.get(at).stored().formatted("c" + at))
            .collect(Collectors.joining(", "));
    String arrays =
        columns.stream()
            .map(column -> "?::" + column.type() + "[]")
            .collect(Collectors.joining(", "));
    String names =
        IntStream.range(0, columns.size())
            .mapToObj(at -> "c" + at)
            .collect(Collectors.joining(", "));
    return insert("SELECT %s FROM unnest(%s) AS given(%s)".formatted(stored, arrays, names));
  }

  private String insert(String source) {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s) %s ON CONFLICT DO NOTHING".formatted(name, names, source);
  }

  /** Fills the parameters of {@link #insertValues} and returns the next free index. */
  int bindValues(PreparedStatement statement, int from, List<R> rows) throws SQLException {
    int at = from;
    for (R row : rows) {
      for (Column<R> column : columns) {
        statement.setObject(at++, column.value().apply(row));
      }
    }
    return at;
  }

  /** Fills the parameters of {@link #insertArrays} and returns the next free index. */
  int bindArrays(Connection connection, PreparedStatement statement, int from, List<R> rows)
      throws SQLException {
    int at = from;
    for (Column<R> column : columns) {
      Object[] values = rows.stream().map(column.value()).map(LedgerTable::inArray).toArray();
      statement.setArray(at++, connection.createArrayOf(column.type(), values));
    }
    return at;
  }

  /**
   * The driver writes numbers, booleans and text into an array by itself; the rest goes as text.
   */
  private static @Nullable Object inArray(@Nullable Object value) {
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }

  /** Collects the columns of a table. */
  static final class Columns<R extends LedgerRow> {
    private final String name;
    private final Class<R> rowType;
    private final List<Column<R>> columns = new ArrayList<>();

    private Columns(String name, Class<R> rowType) {
      this.name = name;
      this.rowType = rowType;
    }

    Columns<R> column(String name, String type, Function<R, @Nullable Object> value) {
      columns.add(new Column<>(name, type, "%s", value));
      return this;
    }

    /** A column that stores an expression of what is given. */
    Columns<R> column(
        String name, String type, String stored, Function<R, @Nullable Object> value) {
      columns.add(new Column<>(name, type, stored, value));
      return this;
    }

    LedgerTable<R> table() {
      return new LedgerTable<>(name, rowType, columns);
    }
  }
}
