package dev.quorate.usage.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement under construction: constant text, and values that are only ever bound. The order of
 * {@link #bind} calls is the order of the question marks.
 */
final class ReportQuery {
  private static final int FETCH_SIZE = 1000;

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  /** Makes a value of the row the result set stands on. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  ReportQuery append(String text) {
    sql.append(text);
    return this;
  }

  ReportQuery bind(Object value) {
    values.add(value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    return this;
  }

  /** Text with one question mark, and its value. */
  ReportQuery append(String text, Object value) {
    return append(text).bind(value);
  }

  <T> List<T> list(Connection connection, Reader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      statement.setFetchSize(FETCH_SIZE);
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }
      return rows;
    }
  }

  /** A column of type timestamptz. */
  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
