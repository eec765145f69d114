package dev.quorate.inference.quote;

import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Fields;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.inference.Door;
import dev.quorate.inference.Endpoint;
import dev.quorate.inference.Planning;
import dev.quorate.inference.Visit;
import dev.quorate.inference.chat.ChatEndpoint;
import dev.quorate.inference.responses.ResponsesEndpoint;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.call.PastCalls;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.upstream.TokenCounter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans a request, says what the plan costs, and forgets it. Nothing is sent and nothing written.
 */
@Singleton
public class Quotes {
  /** How far back the past goes. */
  private static final Duration PAST = Duration.ofDays(30);

  private static final Endpoint CHAT = new ChatEndpoint();
  private static final Endpoint RESPONSES = new ResponsesEndpoint();

  private final Door door;
  private final Planning planning;
  private final PastCalls pastCalls;
  private final TokenCounter counter;
  private final Clock clock;

  @Inject
  Quotes(Door door, Planning planning, PastCalls pastCalls, TokenCounter counter, Clock clock) {
    this.door = door;
    this.planning = planning;
    this.pastCalls = pastCalls;
    this.counter = counter;
    this.clock = clock;
  }

  Reply quote(RequestHead head, InputStream body) {
    Visit visit = door.enter(head, body);
    Map<String, String> allowances = door.count(visit);
    return new Reply(200, quote(visit), allowances);
  }

  QuoteView quote(Visit visit) {
    Planning.Planned planned = planning.quoted(endpoint(visit.body()).read(visit), visit);
    List<PastCalls.Sum> past = past(planned.plan(), visit);
    Money cap = planned.ask().maxCost();
    CheaperPlan.Fit fit =
        cap == null ? null : new CheaperPlan(planning, visit).within(cap, planned);
    return QuoteViews.of(
        planned, new Forecast(planned.plan(), past, counter), fitView(planned, fit, past));
  }

  /** Chat's requests have messages; whatever has none is read as Responses' are. */
  private static Endpoint endpoint(Fields body) {
    return body.has("messages") ? CHAT : RESPONSES;
  }

  private List<PastCalls.Sum> past(RunPlan plan, Visit visit) {
    Set<ModelSlug> models = new LinkedHashSet<>();
    QuoteViews.calls(plan).map(PlannedCall::model).forEach(model -> models.add(model.slug()));
    return pastCalls.sums(
        visit.caller().workspace(),
        visit.caller().lockedProject(),
        models,
        clock.instant().minus(PAST));
  }

  private QuoteView.@Nullable Fit fitView(
      Planning.Planned planned, CheaperPlan.@Nullable Fit fit, List<PastCalls.Sum> past) {
    if (fit == null) {
      return null;
    }
    RunPlan plan = fit.planned().plan();
    return QuoteViews.fit(planned.plan(), fit, new Forecast(plan, past, counter).total());
  }
}
