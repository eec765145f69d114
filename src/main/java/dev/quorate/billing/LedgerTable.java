package dev.quorate.billing;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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

  String name() {
    return name;
  }

  /** The rows of this table among these, each as an object with its table's name. */
  void addTo(ArrayNode array, List<LedgerRow> rows) {
    for (R row : rowsIn(rows)) {
      ObjectNode object = array.addObject().put("table", name).putObject("row");
      for (Column<R> column : columns) {
        put(object, column.name(), column.value().apply(row));
      }
    }
  }

  private static void put(ObjectNode object, String name, @Nullable Object value) {
    switch (value) {
      case null -> object.putNull(name);
      case Boolean flag -> object.put(name, flag);
      case BigDecimal number -> object.put(name, number);
      case Number number -> object.put(name, number.longValue());
      default -> object.put(name, value.toString());
    }
  }

  List<R> rowsIn(List<LedgerRow> rows) {
    return rows.stream().filter(rowType::isInstance).map(rowType::cast).toList();
  }

  /**
   * The INSERT of this many rows.
   *
   * @param condition on {@code gate}, the hold a row is held by or null; empty for none
   */
  String insertValues(int rows, String condition) {
    String tuple =
        columns.stream()
            .map(column -> "?::" + column.type())
            .collect(Collectors.joining(", ", "(?::uuid, ", ")"));
    return insert(
        "(VALUES " + String.join(", ", Collections.nCopies(rows, tuple)) + ")", condition);
  }

  /** The INSERT of any number of rows, with the same condition. */
  String insertArrays(String condition) {
    String arrays =
        columns.stream()
            .map(column -> "?::" + column.type() + "[]")
            .collect(Collectors.joining(", "));
    return insert("unnest(?::uuid[], " + arrays + ")", condition);
  }

  private String insert(String source, String condition) {
    List<Integer> all = IntStream.range(0, columns.size()).boxed().toList();
    String stored = join(all, at -> columns.get(at).stored().formatted("c" + at));
    String given = join(all, at -> "c" + at);
    String names = join(all, at -> columns.get(at).name());
    return "INSERT INTO %s (%s) SELECT %s FROM %s AS given(gate, %s) %s ON CONFLICT DO NOTHING"
        .formatted(name, names, stored, source, given, condition);
  }

  private static String join(List<Integer> all, Function<Integer, String> text) {
    return all.stream().map(text).collect(Collectors.joining(", "));
  }

  /** Fills the parameters of {@link #insertValues} and returns the next free index. */
  int bindValues(PreparedStatement statement, int from, List<R> rows) throws SQLException {
    int at = from;
    for (R row : rows) {
      statement.setObject(at++, gate(row));
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
    statement.setArray(
        at++, connection.createArrayOf("uuid", rows.stream().map(LedgerTable::gate).toArray()));
    for (Column<R> column : columns) {
      Object[] values = rows.stream().map(column.value()).map(LedgerTable::inArray).toArray();
      statement.setArray(at++, connection.createArrayOf(column.type(), values));
    }
    return at;
  }

  /** A hold stands and falls with itself, the others with the hold they are held by. */
  private static @Nullable UUID gate(LedgerRow row) {
    return row instanceof LedgerRow.Hold hold ? hold.id() : row.heldBy();
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
