package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.system.FakeCollector.Span;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a collector is told of requests: the same as the bill says. */
@ExtendWith(StageExtension.class)
class TracesIT {
  private final Stage stage;
  private final Tenant tenant;

  TracesIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @Test
  void aFusionIsOneSpanWithOneBelowItForEachCall() {
    String one = stage.model("one", FakeAnswer.text("an answer").usage(20, 3));
    String bad = stage.model("bad", FakeAnswer.error(400));
    String judge = stage.model("judge", FakeAnswer.text("merged").usage(50, 4));
    String trace = id(16);
    String caller = id(8);

    Answer answer =
        tenant
            .api()
            .post(
                "/v1/chat/completions",
                Bodies.fusionChat(List.of(one, one, bad), judge),
                "traceparent",
                "00-" + trace + "-" + caller + "-01")
            .expect(200);

    List<Span> spans = QuorateServer.collector().awaitTrace(trace, 5);
    Span run = only(spans, "invoke_agent fusion");
    assertThat(run.parent()).isEqualTo(caller);
    assertThat(run.attribute("quorate.request.id")).isEqualTo(answer.header("x-request-id"));
    assertThat(run.attribute("quorate.workspace.id")).isEqualTo(tenant.workspaceId());
    assertThat(run.attribute("quorate.status")).isEqualTo("completed");
    assertThat(run.attribute("quorate.calls")).isEqualTo("4");
    assertThat(new BigDecimal(run.attribute("quorate.cost_usd")))
        .isEqualByComparingTo(answer.number("/usage/cost"));

    List<Span> calls = spans.stream().filter(span -> !span.equals(run)).toList();
    assertThat(calls)
        .hasSize(4)
        .allSatisfy(call -> {
          assertThat(call.parent()).isEqualTo(run.id());
          assertThat(call.attribute("gen_ai.operation.name")).isEqualTo("chat");
          assertThat(call.startNanos()).isBetween(run.startNanos(), call.endNanos());
          assertThat(call.endNanos()).isLessThanOrEqualTo(run.endNanos());
        });
    Span judged = only(spans, "chat " + judge);
    assertThat(judged.attribute("quorate.call.role")).isEqualTo("judge");
    assertThat(judged.attribute("gen_ai.usage.input_tokens")).isEqualTo("50");
    assertThat(judged.attribute("gen_ai.usage.output_tokens")).isEqualTo("4");
    assertThat(judged.attribute("quorate.call.used")).isEqualTo("true");
    Span failed = only(spans, "chat " + bad);
    assertThat(failed.failed()).isTrue();
    assertThat(failed.attribute("error.type")).isEqualTo("error");
    assertThat(failed.attribute("http.response.status_code")).isEqualTo("400");
    assertThat(failed.attribute("quorate.call.panel_index")).isEqualTo("2");
  }

  @Test
  void neitherPromptNorAnswerNorAnyKeyIsInATraceAndNoTraceGoesToAProvider() {
    String model = stage.model("m", FakeAnswer.text("the canary sings back"));
    String trace = id(16);

    tenant
        .api()
        .post(
            "/v1/chat/completions",
            Bodies.chat(model),
            "traceparent",
            "00-" + trace + "-" + id(8) + "-01")
        .expect(200);

    assertThat(QuorateServer.collector().awaitTrace(trace, 2)).hasSize(2);
    String everything = QuorateServer.collector().all().toString();
    Canaries.expectNone("the traces", everything);
    assertThat(everything).doesNotContain("the canary sings back");
    assertThat(stage.provider().calls(model).getFirst().header("traceparent")).isNull();
  }

  @Test
  void aRequestWithoutAParentBeginsATraceOfItsOwnAndABadOneIsNoMatter() {
    String model = stage.model("m", FakeAnswer.text("x"));
    Answer answer =
        tenant
            .api()
            .post("/v1/chat/completions", Bodies.chat(model), "traceparent", "rubbish")
            .expect(200);

    String request = answer.header("x-request-id");
    Await.until(
        java.time.Duration.ofSeconds(20),
        () ->
            QuorateServer.collector().all().stream()
                .anyMatch(span ->
                    span.attribute("quorate.request.id").equals(request)
                        && span.parent().isEmpty()));
  }

  private static Span only(List<Span> spans, String name) {
    List<Span> named = spans.stream().filter(span -> span.name().equals(name)).toList();
    assertThat(named).as(name).hasSize(1);
    return named.getFirst();
  }

  private static String id(int bytes) {
    byte[] random = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
