package dev.quorate.usage;

import dev.quorate.http.Document;
import dev.quorate.http.Page;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.usage.reading.GroupOrder;
import dev.quorate.usage.reading.GroupPlace;
import dev.quorate.usage.reading.GroupStore;
import dev.quorate.usage.reading.Grouping;
import dev.quorate.usage.reading.LineFilter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers with usage by group, in the form asked for. */
@Singleton
class UsageReports {
  /** Where the next page of a table begins, which has no other place to say it. */
  static final String NEXT_CURSOR = "x-next-cursor";

  private final GroupStore groups;

  @Inject
  UsageReports(GroupStore groups) {
    this.groups = groups;
  }

  Reply report(RequestHead head, LineFilter filter, Grouping grouping, GroupOrder order) {
    ReportFormat format = ReportFormat.of(head, ReportFormat.JSON, ReportFormat.CSV);
    Page page = Page.of(head);
    GroupPlace after = after(page, order, grouping);
    UsageReport report =
        UsageReport.of(
            grouping,
            order,
            filter.period(),
            groups.read(filter, grouping, order, after, page.limit()),
            page.limit());
    return format == ReportFormat.JSON
        ? Reply.ok(report)
        : document(format, report.csv(grouping), report.nextCursor());
  }

  private static @Nullable GroupPlace after(Page page, GroupOrder order, Grouping grouping) {
    String position = page.position();
    return position == null
        ? null
        : GroupPlace.parse(position, order, grouping).orElseThrow(Page::foreignCursor);
  }

  static Reply document(ReportFormat format, byte[] bytes, @Nullable String nextCursor) {
    Map<String, String> headers = new HashMap<>();
    if (nextCursor != null) {
      headers.put(NEXT_CURSOR, nextCursor);
    }
    return new Reply(200, new Document(format.contentType(), bytes), headers);
  }
}
