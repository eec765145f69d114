package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.system.LiveReply.Event;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What a provider can do wrong in a stream, as the one model, on the panel and as judge: it takes
 * bounded time, the line is right, the client hears of it, and the next request is none the worse.
 */
@ExtendWith(StageExtension.class)
class StreamFaultsIT {
  private final Stage stage;
  private final Tenant tenant;

  StreamFaultsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @AfterAll
  static void theLedgerIsWhole(Stage stage) throws SQLException {
    Invariants.expectNoneBroken(stage.server());
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(StreamFault.class)
  void ofTheOneModel(StreamFault fault) {
    String model = stage.model(nameOf(fault), fault.answer());

    Ended ended = run(Form.RESPONSES, Form.RESPONSES.direct(model), fault.bound());

    if (fault.isAnswer()) {
      ended.expectText(StreamFault.TEXT);
    } else {
      ended.expectError(fault.outcome().equals("timeout") ? "provider_timeout" : "upstream_error");
      assertThat(ended.text().isEmpty()).isEqualTo(!fault.speaks());
    }
    expectLines(ended, model, fault, 1);
    expectHealthy();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(StreamFault.class)
  void ofAPanelist(StreamFault fault) {
    String model = stage.model(nameOf(fault), fault.answer());
    String good = stage.model("good", FakeAnswer.text("a good answer"));
    String[] options = {"\"progress\":true", "\"include\":[\"panel\"]", "\"deadline_ms\":6000"};
    Form form = fault.ordinal() % 2 == 0 ? Form.CHAT : Form.RESPONSES;

    Ended ended = run(form, form.fusion(List.of(model, good), good, options), fault.bound());

    ended.expectText("a good answer");
    Answer end = ended.reply();
    assertThat(end.string("/fusion/panel/0/status")).isEqualTo(fault.isAnswer() ? "ok" : "dropped");
    if (fault.isAnswer()) {
      assertThat(end.string("/fusion/panel/0/text")).isEqualTo(StreamFault.TEXT);
      assertThat(end.string("/fusion/status")).isEqualTo("full");
    } else {
      assertThat(end.string("/fusion/panel/0/reason"))
          .isEqualTo(fault.outcome().equals("timeout") ? "timeout" : "error");
      assertThat(end.string("/fusion/status")).isEqualTo("degraded");
    }
    expectLines(ended, model, fault, 1);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(StreamFault.class)
  void ofTheJudge(StreamFault fault) {
    String judge = stage.model(nameOf(fault), fault.answer());
    String good = stage.model("good", FakeAnswer.text("a good answer"));
    Form form = fault.ordinal() % 2 == 0 ? Form.RESPONSES : Form.CHAT;

    Ended ended = run(form, form.fusion(List.of(good, good), judge), fault.bound());

    if (fault.isAnswer()) {
      ended.expectText(StreamFault.TEXT);
      assertThat(ended.reply().string("/fusion/status")).isEqualTo("full");
    } else if (fault.speaks()) {
      ended.expectError(fault.outcome().equals("timeout") ? "provider_timeout" : "judge_failed");
    } else {
      ended.expectText("a good answer");
      assertThat(ended.reply().string("/fusion/status")).isEqualTo("degraded");
    }
    // Before its first word a judge is asked once more.
    expectLines(ended, judge, fault, fault.isAnswer() || fault.speaks() ? 1 : 2);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(StreamFault.class)
  void ofTheWriterOfATurn(StreamFault fault) {
    String good = stage.model("good", FakeAnswer.text("a good answer"));
    String judge = stage.model("judge", FakeAnswer.text("{\"consensus\":[\"good\"]}"));
    String outer =
        stage.model(nameOf(fault), FakeAnswer.calling(FakeCall.fusion()), fault.answer());
    Form form = fault.ordinal() % 2 == 0 ? Form.CHAT : Form.RESPONSES;
    String plugin =
        "\"plugins\":[{\"id\":\"fusion\",\"analysis_models\":[\"%s\",\"%s\"],\"model\":\"%s\"}]"
            .formatted(good, good, judge);

    Ended ended = run(form, form.direct(outer, plugin), fault.bound());

    if (fault.isAnswer()) {
      ended.expectText(StreamFault.TEXT);
      assertThat(ended.reply().string("/fusion/status")).isEqualTo("full");
    } else if (fault.speaks()) {
      ended.expectError(fault.outcome().equals("timeout") ? "provider_timeout" : "upstream_error");
    } else {
      ended.expectText("a good answer");
      assertThat(ended.reply().string("/fusion/status")).isEqualTo("degraded");
    }
    assertThat(ended.bill().lines(outer))
        .extracting(line -> line.path("outcome").asString())
        .containsExactly("ok", fault.outcome());
    assertThat(ended.bill().lines()).hasSize(5);
  }

  @Test
  void commentsAloneDoNotKeepAPanelistInThePanel() {
    String model =
        stage.model(
            "pinging",
            FakeAnswer.streamed(
                FakeStream.begun().raw(": ping\n\n").ends(FakeStream.Ending.ENDLESS)));
    String good = stage.model("good", FakeAnswer.text("a good answer"));
    String[] options = {"\"progress\":true", "\"include\":[\"panel\"]", "\"deadline_ms\":3000"};

    Ended ended =
        run(
            Form.CHAT,
            Form.CHAT.fusion(List.of(model, good), good, options),
            Duration.ofSeconds(10));

    ended.expectText("a good answer");
    assertThat(ended.reply().string("/fusion/panel/0/reason")).isEqualTo("timeout");
    assertThat(stage.provider().awaitEnded(model, 1)).hasSize(1);
  }

  @Test
  void aBodyInOnePieceIsAnAnswerToo() {
    String model =
        stage.model(
            "whole",
            FakeAnswer.raw(
                "{\"choices\":[{\"message\":{\"content\":\"all at"
                    + " once\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}"));

    Ended ended = run(Form.CHAT, Form.CHAT.direct(model), Duration.ofSeconds(10));

    ended.expectText("all at once");
    assertThat(ended.bill().lines().getFirst().path("usage_source").asString())
        .isEqualTo("provider");
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(ints = {400, 401, 429, 500, 503})
  void anErrorStatusIsAnErrorEvent(int status) {
    String model = stage.modelApart("bad", FakeAnswer.error(status));

    Ended ended = run(Form.CHAT, Form.CHAT.direct(model), Duration.ofSeconds(10));

    ended.expectError(
        switch (status) {
          case 400 -> "rejected_by_provider";
          case 429 -> "provider_rate_limited";
          default -> "upstream_error";
        });
    assertThat(ended.bill().lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.path("outcome").asString()).isEqualTo("error"))
        .allSatisfy(line -> assertThat(line.path("usage_source").asString()).isEqualTo("none"));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(value = FakeFault.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void ofTheWireBelow(FakeFault fault) {
    String model = stage.model("broken", FakeAnswer.broken(fault));
    boolean stalls =
        EnumSet.of(FakeFault.SILENCE, FakeFault.SILENCE_AFTER_HEADERS, FakeFault.DRIP)
            .contains(fault);

    Ended ended = run(Form.RESPONSES, Form.RESPONSES.direct(model), Duration.ofSeconds(20));

    ended.expectError(stalls ? "provider_timeout" : "upstream_error");
    assertThat(ended.text()).isEmpty();
    JsonNode line = ended.bill().lines(model).getFirst();
    assertThat(ended.bill().lines(model)).hasSameSizeAs(stage.provider().calls(model));
    assertThat(line.path("outcome").asString())
        .isIn(stalls ? List.of("timeout") : List.of("error", "truncated"));
    expectHealthy();
  }

  @Test
  void aPassingErrorBeforeTheFirstWordIsTriedOnceMore() {
    String model =
        stage.modelApart("flaky", FakeAnswer.error(503), FakeAnswer.text("at the second try"));

    Ended ended = run(Form.CHAT, Form.CHAT.direct(model), Duration.ofSeconds(10));

    ended.expectText("at the second try");
    assertThat(ended.bill().lines())
        .extracting(line -> line.path("outcome").asString())
        .containsExactly("error", "ok");
  }

  @Test
  void whereverTheBytesAreSplitTheTextIsTheSame() {
    FakeStream stream =
        FakeStream.begun()
            .say("Gr\u00FC\u00DFe, ", "\uD83C\uDDEB\uD83C\uDDF7!")
            .finish("stop")
            .usage(10, 5)
            .done();
    int length = stream.bytes().length();
    FakeAnswer[] answers = new FakeAnswer[length - 1];
    for (int place = 1; place < length; place++) {
      answers[place - 1] = FakeAnswer.streamed(stream.splitAt(place));
    }
    String model = stage.model("split", answers);

    for (int place = 1; place < length; place++) {
      try (LiveReply live = Form.CHAT.open(tenant, Form.CHAT.direct(model))) {
        List<Event> events = live.all();
        assertThat(Form.CHAT.text(events))
            .as("split at %d", place)
            .isEqualTo("Gr\u00FC\u00DFe, \uD83C\uDDEB\uD83C\uDDF7!");
        assertThat(Form.CHAT.end(live, events).number("/usage/completion_tokens"))
            .isEqualByComparingTo("5");
      }
    }
  }

  @Test
  void whereverTheStreamIsCutItIsAnAnswerOnlyWhenAllOfItCame() {
    FakeStream stream = FakeStream.begun().say("Gr\u00FC\u00DFe!").finish("stop").usage(10, 5);
    int length = stream.bytes().length();
    for (int place = 0; place <= length; place += place > length - 4 ? 1 : 19) {
      String model =
          stage.model("cut", FakeAnswer.streamed(stream.cutAfter(place, FakeStream.Ending.FIN)));
      try (LiveReply live = Form.CHAT.open(tenant, Form.CHAT.direct(model))) {
        List<Event> events = live.all();
        Answer end = place == length ? Form.CHAT.end(live, events) : Form.CHAT.error(live, events);
        JsonNode line = Bill.of(tenant, end).lines().getFirst();
        assertThat(line.path("outcome").asString())
            .as("cut after %d of %d", place, length)
            .isEqualTo(place == length ? "ok" : "truncated");
      }
    }
  }

  /** How a request ended. */
  private record Ended(Tenant tenant, Form form, LiveReply live, List<Event> events) {
    String text() {
      return form.text(events);
    }

    Answer reply() {
      return form.end(live, events);
    }

    Bill bill() {
      return new Bill(
          tenant, live.answer(events.getFirst().json()), tenant.receipt(live.requestId()));
    }

    void expectText(String text) {
      Answer end = reply();
      assertThat(text()).isEqualTo(text);
      Bill.of(tenant, end).expectConsistent();
      assertThat(bill().receipt().string("/status")).isEqualTo("completed");
    }

    void expectError(String code) {
      Answer error = form.error(live, events);
      assertThat(error.string("/error/code")).isEqualTo(code);
      Bill.of(tenant, error).expectConsistent();
      assertThat(bill().receipt().string("/status")).isEqualTo("failed");
    }
  }

  private Ended run(Form form, String body, Duration bound) {
    long start = System.nanoTime();
    try (LiveReply live = form.open(tenant, body)) {
      List<Event> events = live.all();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(bound);
      form.expectOrderly(events);
      return new Ended(tenant, form, live, events);
    }
  }

  private void expectLines(Ended ended, String model, StreamFault fault, int count) {
    List<JsonNode> lines = ended.bill().lines(model);
    assertThat(lines).hasSize(count);
    assertThat(stage.provider().awaitEnded(model, count)).hasSize(count);
    assertThat(lines)
        .extracting(line -> line.path("outcome").asString())
        .containsOnly(fault.outcome());
    assertThat(lines)
        .extracting(line -> line.path("usage_source").asString())
        .containsOnly(fault.source());
    lines.forEach(Bill::expectRecomputes);
    if (fault == StreamFault.USAGE_TWICE) {
      assertThat(lines.getFirst().at("/usage/input_tokens").asInt()).isEqualTo(10);
    }
  }

  private void expectHealthy() {
    String fine = stage.model("fine", FakeAnswer.text("fine"));
    try (LiveReply live = Form.CHAT.open(tenant, Form.CHAT.direct(fine))) {
      assertThat(Form.CHAT.text(live.all())).isEqualTo("fine");
    }
  }

  private static String nameOf(StreamFault fault) {
    return fault.name().toLowerCase(Locale.ROOT);
  }
}
