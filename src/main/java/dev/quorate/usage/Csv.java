package dev.quorate.usage;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as CSV (RFC 4180). Spreadsheets run cells that look like formulas, and names and tags are
 * written by callers: such a cell gets an apostrophe in front. Numbers are ours and stay as they
 * are.
 */
public final class Csv {
  private static final String LINE_END = "\r\n";

  private final StringBuilder text = new StringBuilder();

  public Csv(String... header) {
    text.append(String.join(",", header)).append(LINE_END);
  }

  /** One row; null is an empty cell. */
  public Csv row(@Nullable Object... cells) {
    text.append(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")));
    text.append(LINE_END);
    return this;
  }

  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case BigDecimal amount -> amount.toPlainString();
      case Number number -> number.toString();
      default -> quoted(neutral(value.toString()));
    };
  }

  private static String neutral(String cell) {
    if (cell.isEmpty()) {
      return cell;
    }
    char first = cell.charAt(0);
    boolean formula = "=+-@".indexOf(first) >= 0 || Character.isISOControl(first);
    return formula ? "'" + cell : cell;
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || Character.isISOControl(c));
    return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }
}
