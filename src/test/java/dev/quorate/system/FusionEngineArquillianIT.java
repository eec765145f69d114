package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fixtures.MemoryJournal;
import dev.quorate.fusion.FusionEngine;
import dev.quorate.fusion.RunControl;
import dev.quorate.fusion.RunOutcome;
import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.fusion.plan.FusionAsk;
import dev.quorate.fusion.plan.Mode;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.fusion.plan.RunPlanner;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.VirtualThreads;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PriceSnapshot;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Turn;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The engine as the container makes it, with its real Rest Clients and a provider on the wire, but
 * with a ledger in memory: fusion needs no database.
 */
@ExtendWith(ArquillianExtension.class)
class FusionEngineArquillianIT {
  @Inject FusionEngine engine;
  @Inject RunPlanner planner;
  @Inject VirtualThreads threads;

  @Deployment
  static WebArchive deployment() {
    return ArquillianServer.deployment(
        MemoryJournal.class,
        FakeProvider.class,
        FakeConnection.class,
        HttpReader.class,
        FakeAnswer.class,
        FakeFault.class,
        CallLog.class,
        ReceivedCall.class);
  }

  @Test
  void everyCallIsIntendedBeforeItLeavesAndSettledBeforeTheEngineReturns() throws Exception {
    try (FakeProvider provider = FakeProvider.start()) {
      provider.script("a", FakeAnswer.text("answer a").usage(10, 5));
      provider.script("b", FakeAnswer.error(500));
      provider.script("judge", FakeAnswer.error(500), FakeAnswer.text("merged").usage(20, 7));
      MemoryJournal journal = new MemoryJournal();
      RunPlan plan = plan(provider, List.of("test/a", "test/b"), "test/judge");

      RunOutcome outcome = run(plan, journal);

      assertThat(outcome.ending())
          .isInstanceOfSatisfying(
              RunOutcome.Ending.Answer.class,
              answer -> assertThat(answer.text()).isEqualTo("merged"));
      assertThat(outcome.ending().status()).isEqualTo(RunOutcome.Status.DEGRADED);
      assertThat(journal.open()).isEmpty();
      assertThat(journal.intents())
          .extracting(call -> call.role() + " " + call.model().slug().value())
          .containsExactly("PANEL test/a", "PANEL test/b", "JUDGE test/judge", "JUDGE test/judge");
      assertThat(outcome.total()).isEqualTo(journal.total()).isEqualTo(usd("0.000054"));
      assertThat(outcome.cost(CallRole.JUDGE)).isEqualTo(usd("0.000034"));
      assertThat(provider.log().all()).hasSize(4);
    }
  }

  @Test
  void aLedgerThatTakesNoJudgeLeavesThePanelsBestAnswer() throws Exception {
    try (FakeProvider provider = FakeProvider.start()) {
      provider.script("a", FakeAnswer.text("answer a"));
      provider.script("judge", FakeAnswer.text("never asked"));
      MemoryJournal journal = new MemoryJournal().acceptingFurther(0);

      RunOutcome outcome = run(plan(provider, List.of("test/a", "test/a"), "test/judge"), journal);

      assertThat(outcome.ending())
          .isInstanceOfSatisfying(
              RunOutcome.Ending.Answer.class,
              answer -> assertThat(answer.text()).isEqualTo("answer a"));
      assertThat(outcome.reasons()).contains("ledger_unavailable");
      assertThat(provider.calls("judge")).isEmpty();
    }
  }

  /** On a virtual thread, as the conductor calls it. */
  private RunOutcome run(RunPlan plan, MemoryJournal journal) throws Exception {
    CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
    threads.execute(() -> {
      try {
        outcome.complete(engine.run(plan, journal.commit(plan), journal, RunControl.unheard()));
      } catch (RuntimeException e) {
        outcome.completeExceptionally(e);
      }
    });
    return outcome.get();
  }

  private RunPlan plan(FakeProvider provider, List<String> panel, String judge) {
    FusionAsk ask =
        new FusionAsk(
            RequestId.create(Clock.systemUTC()),
            new Conversation(List.of(Turn.User.text("What is the capital of France?"))),
            CallerSettings.none(),
            FusionAsk.FieldNames.MERGE,
            panel,
            judge,
            null,
            null,
            null,
            null,
            null,
            null,
            Mode.SYNTHESIS,
            FusionAsk.Web.NO,
            RunPlan.Shown.ANSWER,
            7L,
            0);
    return planner.planFusion(ask, (slug, param) -> model(provider, slug));
  }

  /** At 1 USD per million tokens in and 2 USD out. */
  private static PricedModel model(FakeProvider provider, ModelSlug slug) {
    return new PricedModel(
        slug,
        slug.name(),
        new ProviderTarget(
            "fake-" + provider.port(),
            Dialect.OPENAI,
            URI.create(provider.baseUrl()),
            null,
            Duration.ofSeconds(2),
            100),
        new PriceSnapshot("1", BigDecimal.ONE, BigDecimal.TWO, null, null, null, BigDecimal.ZERO),
        null,
        null,
        Set.of());
  }

  private static Money usd(String amount) {
    return new Money(new BigDecimal(amount));
  }
}
