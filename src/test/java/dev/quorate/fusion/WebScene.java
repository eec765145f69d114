package dev.quorate.fusion;

import static dev.quorate.fusion.EngineScene.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fixtures.PlanBuilder;
import dev.quorate.fixtures.ScriptedCaller;
import dev.quorate.fixtures.ScriptedWeb;
import dev.quorate.fusion.plan.WebUse;
import dev.quorate.kernel.call.CallRole;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.request.Turn;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An engine whose members have the web. */
final class WebScene {
  final EngineScene engine = new EngineScene();
  final ScriptedWeb web = new ScriptedWeb();
  final ScriptedCaller models = engine.models;

  WebScene() {
    engine.web = web.tools();
  }

  /** A plan whose members may ask in so many of their answers. */
  PlanBuilder aWebPlan(int steps) {
    return aPlan().withWeb(new WebUse(engine.web.tools(), steps, false));
  }

  static Turn.ToolCall search(String id, String query) {
    return new Turn.ToolCall(id, "web_search", "{\"query\":\"" + query + "\"}");
  }

  static Turn.ToolCall fetch(String id, String url) {
    return new Turn.ToolCall(id, "web_fetch", "{\"url\":\"" + url + "\"}");
  }

  static ScriptedCaller.Step asks(Turn.ToolCall... calls) {
    return _ -> new CallResult.Answered("", FinishReason.TOOL_CALLS, List.of(calls));
  }

  static ScriptedCaller.Step asksSaying(String said, Turn.ToolCall... calls) {
    return _ -> new CallResult.Answered(said, FinishReason.TOOL_CALLS, List.of(calls));
  }

  /** What a model was sent, call by call. */
  List<ScriptedCaller.Sent> sentTo(String model) {
    return models.sent().stream()
        .filter(one -> one.call().model().slug().value().equals(model))
        .toList();
  }

  /** The results of tools that a request shows at its end, by the id of their call. */
  static Map<String, String> results(ScriptedCaller.Sent sent) {
    return sent.request().conversation().turns().stream()
        .filter(Turn.ToolResult.class::isInstance)
        .map(Turn.ToolResult.class::cast)
        .collect(Collectors.toMap(Turn.ToolResult::callId, Turn.ToolResult::text));
  }

  List<SettledCall> lines(CallRole role) {
    return engine.journal.lines().stream().filter(line -> line.call().role() == role).toList();
  }

  /** Every call is settled, and the steps of a group are counted without gaps. */
  void assertLedgerIsWhole(RunOutcome outcome) {
    assertThat(engine.journal.open()).isEmpty();
    assertThat(outcome.lines()).containsExactlyInAnyOrderElementsOf(engine.journal.lines());
    assertThat(outcome.total()).isEqualTo(engine.journal.total());
    engine.journal.intents().stream()
        .collect(Collectors.groupingBy(WebScene::group))
        .forEach((group, calls) -> {
          int from = calls.getFirst().role() == CallRole.JUDGE ? calls.getFirst().step() : 0;
          assertThat(calls.stream().map(PlannedCall::step).distinct().toList())
              .as(group)
              .containsExactlyElementsOf(
                  IntStream.range(
                          from,
                          from + (int) calls.stream().map(PlannedCall::step).distinct().count())
                      .boxed()
                      .toList());
        });
  }

  private static String group(PlannedCall call) {
    return call.role() + " " + call.panelIndex() + " " + call.parent();
  }
}
