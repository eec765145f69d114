package dev.quorate.fusion.web;

import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.CallTerms;
import dev.quorate.upstream.request.Turn;
import dev.quorate.websearch.ToolAnswer;
import dev.quorate.websearch.WebRequest;
import dev.quorate.websearch.WebTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The web calls that one answer asks for: committed together, then run one after the other, since a
 * cancellation reaches one call at a time.
 */
final class WebStep {
  /** Calls of one answer that are run; about the others the model is told to ask again. */
  static final int MOST_AT_ONCE = 4;

  private static final String TOO_MANY =
      "Not run: at most " + MOST_AT_ONCE + " tools are run for one answer. Ask again.";
  private static final String REFUSED =
      "Not run: the web cannot be asked any more. Answer from what you have.";
  private static final String GIVEN_UP = "Not run: the answer is no longer waited for.";

  private final WebTools web;
  private final CallJournal journal;
  private final CallTerms terms;
  private final BooleanSupplier givenUp;
  private final List<SettledCall> lines = new ArrayList<>();
  private boolean refused;

  WebStep(WebTools web, CallJournal journal, CallTerms terms, BooleanSupplier givenUp) {
    this.givenUp = givenUp;
    this.web = web;
    this.journal = journal;
    this.terms = terms;
  }

  /**
   * What one call came to.
   *
   * @param sentence ours, where nothing came from the web
   * @param answer null where the call was not run
   */
  record Told(Turn.ToolCall call, String sentence, @Nullable ToolAnswer answer) {}

  /**
   * Runs the calls, each answered in its place.
   *
   * @param asking the line of the answer that asks
   */
  List<Told> run(List<Turn.ToolCall> asked, SettledCall asking) {
    List<WebRequest> requests = read(asked);
    List<PlannedCall> planned = planned(requests, asking);
    Iterator<CommittedIntent> intents = committed(planned).iterator();
    List<Told> told = new ArrayList<>();
    for (int place = 0; place < asked.size(); place++) {
      Turn.ToolCall call = asked.get(place);
      if (requests.get(place) instanceof WebRequest.Unusable(String sentence)) {
        told.add(new Told(call, sentence, null));
      } else if (refused) {
        told.add(new Told(call, REFUSED, null));
      } else {
        ToolAnswer answer = run(requests.get(place), intents.next());
        told.add(new Told(call, answer == null ? GIVEN_UP : "", answer));
      }
    }
    return told;
  }

  private List<WebRequest> read(List<Turn.ToolCall> asked) {
    List<WebRequest> requests = new ArrayList<>();
    int usable = 0;
    for (Turn.ToolCall call : asked) {
      WebRequest request = web.read(call);
      boolean counts = !(request instanceof WebRequest.Unusable);
      boolean tooMany = counts && usable == MOST_AT_ONCE;
      usable += counts && !tooMany ? 1 : 0;
      requests.add(tooMany ? new WebRequest.Unusable(TOO_MANY) : request);
    }
    return requests;
  }

  /** Steps are counted for each role below its parent, without gaps. */
  private List<PlannedCall> planned(List<WebRequest> requests, SettledCall asking) {
    Map<CallRole, Integer> steps = new HashMap<>();
    List<PlannedCall> planned = new ArrayList<>();
    for (WebRequest request : requests) {
      if (!(request instanceof WebRequest.Unusable)) {
        CallRole role =
            request instanceof WebRequest.Search ? CallRole.WEB_SEARCH : CallRole.WEB_FETCH;
        int step = steps.merge(role, 1, Integer::sum) - 1;
        planned.add(web.planned(request, asking.callId(), asking.call().panelIndex(), step));
      }
    }
    return planned;
  }

  private List<CommittedIntent> committed(List<PlannedCall> planned) {
    if (planned.isEmpty()) {
      return List.of();
    }
    try {
      return journal.nextAll(planned);
    } catch (GatewayException refusal) {
      refused = true;
      return List.of();
    }
  }

  /** Null when the member was given up before this call left. */
  private @Nullable ToolAnswer run(WebRequest request, CommittedIntent intent) {
    if (terms.cancellation().reason() != null || givenUp.getAsBoolean()) {
      CallEnding ending = CallEnding.free(CallOutcome.NOT_SENT, null, Duration.ZERO);
      lines.add(journal.settle(intent, ending));
      return null;
    }
    ToolAnswer answer =
        web.run(
            request, intent, journal, new CallTerms(terms.deadline(), terms.cancellation(), null));
    lines.add(answer.line());
    return answer;
  }

  /** Every line, in order. */
  List<SettledCall> lines() {
    return lines;
  }

  /** Whether the ledger did not take the calls. */
  boolean wasRefused() {
    return refused;
  }
}
