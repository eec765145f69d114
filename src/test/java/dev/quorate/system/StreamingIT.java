package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.system.LiveReply.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Streamed replies of both endpoints, for one model and for a panel with its judge. */
@ExtendWith(StageExtension.class)
class StreamingIT {
  private static final String[] WORDS = {
    "Paris ", "is the ", "capital ", "of ", "Fránce \uD83C\uDDEB\uD83C\uDDF7."
  };

  private final Stage stage;
  private final Tenant tenant;

  StreamingIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void piecesOfOneModelAreItsWholeText(Form form) {
    String model =
        stage.model(
            "one",
            FakeAnswer.streamed(FakeStream.begun().say(WORDS).finish("stop").usage(12, 7).done()));

    try (LiveReply live = form.open(tenant, form.direct(model))) {
      List<Event> events = live.all();

      form.expectOrderly(events);
      assertThat(form.text(events)).isEqualTo(String.join("", WORDS));
      assertThat(events.stream().filter(event -> !form.piece(event).isEmpty()))
          .hasSize(WORDS.length);
      Answer end = form.end(live, events);
      expectLastText(form, end, String.join("", WORDS));
      Bill bill = Bill.of(tenant, end);
      bill.expectConsistent();
      assertThat(bill.lines()).hasSize(1);
      JsonNode line = bill.lines().getFirst();
      assertThat(line.path("outcome").asString()).isEqualTo("ok");
      assertThat(line.path("usage_source").asString()).isEqualTo("provider");
      assertThat(line.path("first_token_ms").isNumber()).isTrue();
      assertThat(bill.receipt().string("/status")).isEqualTo("completed");
    }
    assertThat(stage.provider().calls(model).getFirst().wantsStream()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void piecesOfTheJudgeAreTheAnswer(Form form) {
    String one = stage.model("one", FakeAnswer.text("It is Paris.").usage(20, 6));
    String two = stage.model("two", FakeAnswer.text("Paris!").usage(21, 3));
    String judge =
        stage.model(
            "judge",
            FakeAnswer.streamed(FakeStream.begun().say(WORDS).finish("stop").usage(90, 7).done()));

    try (LiveReply live = form.open(tenant, form.fusion(List.of(one, two), judge))) {
      assertThat(live.header("x-fusion-run-id")).startsWith("fr_");
      List<Event> events = live.all();

      form.expectOrderly(events);
      assertThat(form.text(events)).isEqualTo(String.join("", WORDS));
      Answer end = form.end(live, events);
      expectLastText(form, end, String.join("", WORDS));
      assertThat(end.string("/fusion/status")).isEqualTo("full");
      assertThat(end.string("/fusion/run_id")).isEqualTo(live.header("x-fusion-run-id"));
      Bill bill = Bill.of(tenant, end);
      bill.expectConsistent();
      assertThat(bill.lines()).hasSize(3);
    }
    assertThat(stage.provider().calls(one).getFirst().wantsStream()).isFalse();
    assertThat(stage.provider().calls(judge)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void aToolCallComesInPieces(Form form) {
    FakeCall call = FakeCall.of("get_weather", "{\"city\":\"Paris\"}");
    String model = stage.model("caller", FakeAnswer.saysAndCalls("Let me look. ", call));
    String tool =
        form == Form.CHAT
            ? "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\"}}]"
            : "\"tools\":[{\"type\":\"function\",\"name\":\"get_weather\"}]";

    try (LiveReply live = form.open(tenant, form.direct(model, tool))) {
      List<Event> events = live.all();

      form.expectOrderly(events);
      assertThat(form.text(events)).isEqualTo("Let me look. ");
      StringBuilder arguments = new StringBuilder();
      for (Event event : events) {
        if (form == Form.RESPONSES && event.name().endsWith("function_call_arguments.delta")) {
          arguments.append(event.json().path("delta").asString());
        } else if (form == Form.CHAT && event.data().contains("tool_calls\":[")) {
          arguments.append(
              event.json().at("/choices/0/delta/tool_calls/0/function/arguments").asString(""));
        }
      }
      assertThat(arguments).hasToString(call.arguments());
      Answer end = form.end(live, events);
      if (form == Form.RESPONSES) {
        assertThat(end.string("/output/1/call_id")).isEqualTo("call_get_weather");
        assertThat(end.string("/output/1/arguments")).isEqualTo(call.arguments());
      }
      Bill.of(tenant, end).expectConsistent();
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void aQuietProviderIsBridgedByComments(Form form) {
    String model =
        stage.model(
            "quiet",
            FakeAnswer.streamed(
                FakeStream.begun()
                    .say("one ")
                    .pause(Duration.ofMillis(4_500))
                    .say("two")
                    .finish("stop")
                    .usage(10, 2)
                    .done()));

    try (LiveReply live = form.open(tenant, form.direct(model))) {
      Event first = live.await(event -> form.piece(event).equals("one "));
      int before = live.comments();
      Event second = live.await(event -> form.piece(event).equals("two"));

      assertThat(Duration.ofNanos(second.nanos() - first.nanos()))
          .isGreaterThan(Duration.ofSeconds(4));
      assertThat(live.comments() - before).isBetween(2, 4);
      form.expectOrderly(live.all());
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void theFirstEventDoesNotWaitForTheProvider(Form form) {
    String slow = stage.model("slow", FakeAnswer.text("late").afterMillis(3_000));
    long start = System.nanoTime();

    try (LiveReply live = form.open(tenant, form.fusion(List.of(slow, slow), slow))) {
      Event first = live.next();

      assertThat(Duration.ofNanos(first.nanos() - start)).isLessThan(Duration.ofMillis(1_500));
      assertThat(form.text(live.all())).isEqualTo("late");
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void refusalsArePlainJson(Form form) {
    String model = stage.model("fine", FakeAnswer.text("never asked"));
    String[][] refusals = {
      {form.direct("no/such"), "404", "model_not_found"},
      {form.direct(model, "\"temperature\":9"), "400", "invalid_value"},
      {form.fusion(List.of(), model), "400", "panel_required"},
      {form.fusion(List.of(model), model, "\"surprise\":1"), "400", "unknown_field"},
      {form.fusion(List.of("no/such", model), model), "404", "model_not_found"}
    };

    for (String[] refusal : refusals) {
      Answer reply = tenant.api().post(form.path(), refusal[0]);
      reply.expectError(Integer.parseInt(refusal[1]), refusal[2]);
    }
    stage
        .anonymous()
        .as("qrt_live_nobody")
        .post(form.path(), form.direct(model))
        .expectError(401, "invalid_api_key");
    assertThat(stage.provider().calls(model)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void piecesArriveSoonAfterTheProviderSentThem(Form form) {
    FakeStream stamps =
        FakeStream.begun().stamps(50, Duration.ofMillis(20)).finish("stop").usage(10, 50).done();
    String judge = stage.model("judge", FakeAnswer.streamed(stamps));
    String one = stage.model("one", FakeAnswer.text("an answer"));
    expectSoon(form, "direct", form.direct(judge));
    expectSoon(form, "judge", form.fusion(List.of(one, one), judge));
  }

  private void expectSoon(Form form, String what, String body) {
    try (LiveReply live = form.open(tenant, body)) {
      List<Long> delays = new ArrayList<>();
      for (Event event : live.all()) {
        String piece = form.piece(event).strip();
        if (!piece.isEmpty()) {
          delays.add((event.nanos() - Long.parseLong(piece)) / 1_000);
        }
      }
      assertThat(delays).hasSize(50);
      long first = delays.getFirst();
      Collections.sort(delays);
      System.out.printf(
          "%s %s: first piece after %d us, median %d us, worst %d us%n",
          form, what, first, delays.get(25), delays.getLast());
      assertThat(first).isLessThan(250_000);
      assertThat(delays.get(25)).isLessThan(250_000);
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void aJudgeThatFailsBeforeItsFirstWordLeavesAPanelAnswer(Form form) {
    String good = stage.model("good", FakeAnswer.text("a panel answer").usage(100, 20));
    String judge =
        stage.model("judge", FakeAnswer.streamed(FakeStream.begun().ends(FakeStream.Ending.FIN)));

    try (LiveReply live = form.open(tenant, form.fusion(List.of(good, good), judge))) {
      List<Event> events = live.all();

      form.expectOrderly(events);
      assertThat(form.text(events)).isEqualTo("a panel answer");
      Answer end = form.end(live, events);
      assertThat(end.string("/fusion/status")).isEqualTo("degraded");
      assertThat(end.string("/fusion/judge/status")).isEqualTo("failed");
      assertThat(stage.provider().calls(judge)).hasSize(2);
      Bill bill = Bill.of(tenant, end);
      bill.expectConsistent();
      assertThat(bill.lines()).hasSize(4);
      assertThat(bill.receipt().string("/status")).isEqualTo("completed");
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void aJudgeThatBreaksOffAfterItsFirstWordFailsTheRun(Form form) {
    String good = stage.model("good", FakeAnswer.text("a panel answer").usage(100, 20));
    String judge =
        stage.model(
            "judge", FakeAnswer.streamed(StreamFault.reset(FakeStream.begun().say("half an "))));

    try (LiveReply live = form.open(tenant, form.fusion(List.of(good, good), judge))) {
      List<Event> events = live.all();

      form.expectOrderly(events);
      assertThat(form.text(events)).isEqualTo("half an ");
      Answer error = form.error(live, events);
      assertThat(error.string("/error/code")).isEqualTo("judge_failed");
      assertThat(error.string("/request_id")).isEqualTo(live.requestId());
      assertThat(error.string("/fusion/status")).isEqualTo("failed");
      assertThat(stage.provider().calls(judge)).hasSize(1);
      Bill bill = Bill.of(tenant, error);
      bill.expectConsistent();
      assertThat(bill.receipt().string("/status")).isEqualTo("failed");
      assertThat(bill.lines(judge)).hasSize(1);
      JsonNode line = bill.lines(judge).getFirst();
      assertThat(line.path("outcome").asString()).isEqualTo("truncated");
      assertThat(line.path("usage_source").asString()).isEqualTo("estimated");
      assertThat(line.path("cost").decimalValue()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void aRunThatFailsSaysSoInTheStream(Form form) {
    String bad = stage.model("bad", FakeAnswer.error(400));

    try (LiveReply live = form.open(tenant, form.fusion(List.of(bad, bad), bad))) {
      List<Event> events = live.all();

      form.expectOrderly(events);
      Answer error = form.error(live, events);
      assertThat(error.string("/error/code")).isEqualTo("rejected_by_panel");
      assertThat(error.list("/fusion/panel")).hasSize(2);
    }
    try (LiveReply live = form.open(tenant, form.direct(bad))) {
      assertThat(form.error(live, live.all()).string("/error/code"))
          .isEqualTo("rejected_by_provider");
    }
  }

  @Test
  void progressTellsWhatThePanelDoes() {
    String good = stage.model("good", FakeAnswer.text("a good answer").usage(100, 20));
    String bad = stage.model("bad", FakeAnswer.error(500));
    String judge = stage.model("judge", FakeAnswer.text("merged"));
    String options = "\"progress\":true";

    try (LiveReply live =
        Form.RESPONSES.open(
            tenant,
            Form.RESPONSES.fusion(List.of(good, bad), judge, options, "\"include\":[\"panel\"]"))) {
      List<Event> events = live.all();

      Form.RESPONSES.expectOrderly(events);
      assertThat(progress(events, "panel.added"))
          .extracting(
              json -> json.path("panel_index").asInt(), json -> json.path("model").asString())
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(0, good),
              org.assertj.core.groups.Tuple.tuple(1, bad));
      assertThat(
              progress(events, "panel.delta").stream().map(json -> json.path("delta").asString()))
          .hasSize(3)
          .satisfies(pieces -> assertThat(String.join("", pieces)).isEqualTo("a good answer"));
      assertThat(progress(events, "panel.completed")).hasSize(1);
      JsonNode failed = progress(events, "panel.failed").getFirst();
      assertThat(failed.path("model").asString()).isEqualTo(bad);
      assertThat(failed.path("error").asString()).isEqualTo("error");
      assertThat(failed.path("status_code").asInt()).isEqualTo(500);
      assertThat(failed.path("item_id").asString()).isEqualTo(live.header("x-fusion-run-id"));
      Bill.of(tenant, Form.RESPONSES.end(live, events)).expectConsistent();
    }
    assertThat(stage.provider().calls(good).getFirst().wantsStream()).isTrue();
  }

  @Test
  void progressRidesInChunksWithoutContent() {
    String good = stage.model("good", FakeAnswer.text("fine"));

    try (LiveReply live =
        Form.CHAT.open(tenant, Form.CHAT.fusion(List.of(good, good), good, "\"progress\":true"))) {
      List<Event> events = live.all();

      Form.CHAT.expectOrderly(events);
      List<String> told =
          events.stream()
              .filter(event -> !event.data().equals("[DONE]"))
              .map(event -> event.json().at("/fusion/event").asString(""))
              .filter(name -> !name.isEmpty())
              .toList();
      assertThat(told)
          .containsExactlyInAnyOrder(
              "panel.added", "panel.added", "panel.completed", "panel.completed");
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void withoutProgressNobodyHearsOfThePanel(Form form) {
    String good = stage.model("good", FakeAnswer.text("fine"));

    try (LiveReply live = form.open(tenant, form.fusion(List.of(good, good), good))) {
      List<Event> events = live.all();

      assertThat(events)
          .noneMatch(event -> event.name().contains("fusion_call"))
          .noneMatch(event -> event.data().contains("panel.added"));
    }
  }

  private static List<JsonNode> progress(List<Event> events, String name) {
    return events.stream()
        .filter(event -> event.name().equals("response.fusion_call." + name))
        .map(Event::json)
        .toList();
  }

  private static void expectLastText(Form form, Answer end, String text) {
    if (form == Form.RESPONSES) {
      assertThat(end.string("/output/0/content/0/text")).isEqualTo(text);
      assertThat(end.string("/output/0/status")).isEqualTo("completed");
    } else {
      assertThat(end.list("/choices")).isEmpty();
    }
  }
}
