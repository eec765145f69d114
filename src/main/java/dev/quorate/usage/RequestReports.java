package dev.quorate.usage;

import dev.quorate.http.Listing;
import dev.quorate.http.Page;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import dev.quorate.tenancy.Caller;
import dev.quorate.usage.reading.LedgerLine;
import dev.quorate.usage.reading.LineFilter;
import dev.quorate.usage.reading.LineStore;
import dev.quorate.usage.reading.RequestRecord;
import dev.quorate.usage.reading.RequestStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers with requests: the list of them, and one with its lines. */
@Singleton
class RequestReports {
  private final RequestStore requests;
  private final LineStore lines;

  @Inject
  RequestReports(RequestStore requests, LineStore lines) {
    this.requests = requests;
    this.lines = lines;
  }

  Listing<UsageRequest> list(RequestHead head, LineFilter filter) {
    Page page = Page.of(head);
    return Listing.cut(
        requests.read(filter, before(page), page.limit()),
        page,
        UsageRequest::of,
        row -> row.id().asRequest());
  }

  private static @Nullable RequestId before(Page page) {
    String position = page.position();
    return position == null ? null : RequestId.parse(position).orElseThrow(Page::foreignCursor);
  }

  /**
   * The receipt, by the id of the reply, the run or the request.
   *
   * @throws GatewayException NOT_FOUND, the same whoever else's it may be
   */
  UsageRequest receipt(Caller caller, String id) {
    RequestRecord request =
        RequestId.parse(id)
            .flatMap(known -> requests.find(caller.workspace(), caller.lockedProject(), known))
            .orElseThrow(() -> ErrorCode.NOT_FOUND.because("No such request in this workspace."));
    List<LedgerLine> rows = lines.ofRequest(caller.workspace(), request.id());
    return UsageRequest.of(request, rows, lines.adjustments(caller.workspace(), rows));
  }
}
