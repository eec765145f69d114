package dev.quorate.usage.reading;

/** Sums by group straight from the ledger's lines, for periods that begin or end within an hour. */
record LineSums(LineFilter filter, Grouping grouping) {
  /** Adds the table {@code sums}. */
  void appendTo(ReportQuery query) {
    query.append("line AS (SELECT ");
    grouping.appendOfLine(query);
    query.append(", ").append(LineFilter.COLUMNS);
    filter.appendLines(query, grouping.ofRequest());
    query.append("), sums AS (SELECT time_name, name, GROUPING(name) = 1 AS is_total, ");
    query
        .append(Totals.COLUMNS)
        .append(" FROM line GROUP BY GROUPING SETS ((time_name, name), ()))");
  }
}
