package dev.quorate.fusion.plan;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.PriceSnapshot;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.TokenCounter;
import dev.quorate.upstream.request.ModelRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Plans a judge for answers that are there already. No seat is called; the judge's bounds are those
 * of the texts themselves.
 *
 * @param deadline of the whole run, all of which is the judge's
 */
record RejudgePlanner(TokenCounter counter, WebPlanner web, Deadline deadline) {
  /** Where the models of a kept panel stand: nobody calls them. */
  private static final ProviderTarget NOBODY =
      new ProviderTarget("none", Dialect.OPENAI, URI.create("none:nobody"), null, Duration.ZERO, 1);

  private static final PriceSnapshot NOTHING =
      new PriceSnapshot(
          "none", BigDecimal.ZERO, BigDecimal.ZERO, null, null, null, BigDecimal.ZERO);

  /**
   * @param ask its panel is not looked at; it names a judge and a seed
   * @param answers one for each seat, at least one of them usable
   */
  RunPlan plan(FusionAsk ask, PricedModel judge, List<KeptAnswer> answers, ModelDirectory models) {
    WebUse use = web.use(ask.web(), List.of(judge), models::mayUseWeb);
    List<RunPlan.Seat> seats = seats(ask, answers);
    PromptSize size = PromptSize.of(ask.conversation(), counter);
    JudgePlanner planner = new JudgePlanner(judge, CallRole.REJUDGE, seats, size, counter);
    return new RunPlan(
        ask.requestId(),
        ask.conversation(),
        seats,
        planner.seat(ask, use, 0),
        1,
        seats.size(),
        Duration.ZERO,
        deadline,
        deadline,
        ask.shown(),
        use,
        null);
  }

  private List<RunPlan.Seat> seats(FusionAsk ask, List<KeptAnswer> answers) {
    List<RunPlan.Seat> seats = new ArrayList<>();
    for (KeptAnswer answer : answers) {
      int index = seats.size();
      int tokens =
          answer instanceof KeptAnswer.Usable usable
              ? Math.toIntExact(Math.max(1, counter.count(usable.text())))
              : 0;
      seats.add(
          new RunPlan.Seat(
              index,
              new ModelRequest(
                  ask.conversation(), ask.settings().capped(Math.max(1, tokens)), true),
              PlannedCall.first(CallRole.PANEL, index, model(answer.model()), 0, tokens),
              null,
              answer));
    }
    return seats;
  }

  private static PricedModel model(ModelSlug slug) {
    return new PricedModel(slug, slug.value(), NOBODY, NOTHING, null, null, Set.of());
  }
}
