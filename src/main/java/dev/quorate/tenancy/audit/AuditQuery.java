package dev.quorate.tenancy.audit;

import dev.quorate.http.Page;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.tenancy.Names;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; null where it does not matter.
 *
 * @param actor id of a key
 * @param action {@code key.create}, or {@code key.*} for all about keys
 * @param before only entries older than this one: the page before ended there
 */
record AuditQuery(
    @Nullable String actor,
    @Nullable String action,
    @Nullable Instant since,
    @Nullable UUID before,
    int limit) {

  /** Reads {@code actor, action, since, limit, cursor} of the query. */
  static AuditQuery of(RequestHead head) {
    Page page = Page.of(head);
    return new AuditQuery(
        head.query("actor").orElse(null),
        head.query("action").orElse(null),
        head.query("since").map(AuditQuery::moment).orElse(null),
        Names.after(page),
        page.limit());
  }

  private static Instant moment(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notAMoment) {
      throw ErrorCode.INVALID_VALUE.because(
          "since", "'since' must be an ISO-8601 time such as 2026-11-21T09:30:00Z.");
    }
  }
}
