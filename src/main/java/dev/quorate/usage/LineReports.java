package dev.quorate.usage;

import dev.quorate.http.Json;
import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.usage.reading.LedgerLine;
import dev.quorate.usage.reading.LineCursor;
import dev.quorate.usage.reading.LineFilter;
import dev.quorate.usage.reading.LineStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers with ledger lines: pages of JSON, or long exports as NDJSON or CSV. */
@Singleton
class LineReports {
  /** Lines in one export; the next one begins at the cursor in the reply's header. */
  static final int MAX_EXPORT = 10_000;

  private final LineStore lines;
  private final Json json;

  @Inject
  LineReports(LineStore lines, Json json) {
    this.lines = lines;
    this.json = json;
  }

  Reply report(RequestHead head, LineFilter filter) {
    ReportFormat format =
        ReportFormat.of(head, ReportFormat.JSON, ReportFormat.NDJSON, ReportFormat.CSV);
    if (format == ReportFormat.JSON) {
      Page page = Page.of(head);
      List<LedgerLine> rows = lines.read(filter, LineCursor.parse(page.position()), page.limit());
      return Reply.ok(
          Listing.cut(rows, page, line -> line, line -> LineCursor.of(line).position()));
    }
    return export(head, filter, format);
  }

  private Reply export(RequestHead head, LineFilter filter, ReportFormat format) {
    Integer wanted = new Parameters(head).integer("limit", 1, MAX_EXPORT);
    int limit = Objects.requireNonNullElse(wanted, MAX_EXPORT);
    String cursor = head.query("cursor").orElse(null);
    String position = new Page(1, cursor).position();
    List<LedgerLine> rows = lines.read(filter, LineCursor.parse(position), limit);
    List<LedgerLine> shown = rows.subList(0, Math.min(rows.size(), limit));
    byte[] bytes = format == ReportFormat.CSV ? csv(shown) : ndjson(shown);
    return UsageReports.document(format, bytes, next(rows, shown));
  }

  private static @Nullable String next(List<LedgerLine> rows, List<LedgerLine> shown) {
    return rows.size() > shown.size()
        ? Page.cursorOf(LineCursor.of(shown.getLast()).position())
        : null;
  }

  private byte[] ndjson(List<LedgerLine> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (LedgerLine row : rows) {
      out.writeBytes(json.write(row));
      out.write('\n');
    }
    return out.toByteArray();
  }

  private static byte[] csv(List<LedgerLine> rows) {
    Csv csv = LineTable.begin();
    rows.forEach(row -> LineTable.add(csv, row));
    return csv.bytes();
  }
}
