package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.system.ReceivedCall.Ending;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * A client that leaves in the middle of a stream, in every phase of every kind of run: its
 * providers are told, each call is billed once, nothing stays open.
 */
@ExtendWith(StageExtension.class)
class StreamAbortsIT {
  private static final Duration NOTICED = Duration.ofSeconds(6);
  private static final Duration FOREVER = Duration.ofMinutes(5);

  private final Stage stage;
  private final Tenant tenant;

  StreamAbortsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(Form.class)
  void whileOneModelSpeaks(Form form) throws SQLException {
    String model = stage.model("talker", talking());
    LiveReply live = form.open(tenant, form.direct(model));
    live.await(event -> form.piece(event).equals("more "));

    Answer receipt = leave(live, model, 1);

    JsonNode line = onlyLine(receipt, model);
    assertThat(line.path("usage_source").asString()).isEqualTo("estimated");
    assertThat(line.at("/usage/output_tokens").asInt()).isPositive();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(Form.class)
  void whileOneModelIsSilent(Form form) throws SQLException {
    String model = stage.model("thinker", FakeAnswer.text("too late").after(FOREVER));
    LiveReply live = form.open(tenant, form.direct(model));
    stage.provider().log().awaitArrived(model, 1);

    Answer receipt = leave(live, model, 1);

    assertThat(onlyLine(receipt, model).at("/usage/output_tokens").asInt()).isZero();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(Form.class)
  void whileOneModelIsSilentAfterItsFirstWords(Form form) throws SQLException {
    String model =
        stage.model(
            "pausing",
            FakeAnswer.streamed(FakeStream.begun().say("Well, ").ends(FakeStream.Ending.SILENCE)));
    LiveReply live = form.open(tenant, form.direct(model));
    live.await(event -> form.piece(event).equals("Well, "));

    Answer receipt = leave(live, model, 1);

    assertThat(onlyLine(receipt, model).at("/usage/output_tokens").asInt()).isPositive();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(Form.class)
  void whileThePanelWorks(Form form) throws SQLException {
    String done = stage.model("done", FakeAnswer.text("an answer").usage(20, 3));
    String slow = stage.model("slow", FakeAnswer.text("too late").after(FOREVER));
    LiveReply live = form.open(tenant, form.fusion(List.of(done, slow, slow), done));
    stage.provider().awaitEnded(done, 1);
    stage.provider().log().awaitArrived(slow, 2);

    Answer receipt = leave(live, slow, 2);

    expectLine(receipt, done, "ok");
    assertThat(stage.provider().calls(done)).as("no judge was called").hasSize(1);
    assertThat(receipt.list("/lines")).hasSize(3);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(Form.class)
  void whileAStreamedPanelWorks(Form form) throws SQLException {
    String talker = stage.model("talker", talking());
    String body =
        form.fusion(
            List.of(talker, talker), talker, "\"progress\":true", "\"include\":[\"panel\"]");
    LiveReply live = form.open(tenant, body);
    live.await(event -> event.data().contains("\"delta\":\"more \""));
    stage.provider().log().awaitArrived(talker, 2);

    Answer receipt = leave(live, talker, 2);

    assertThat(receipt.list("/lines")).hasSize(2);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(Form.class)
  void whileTheJudgeSpeaks(Form form) throws SQLException {
    String good = stage.model("good", FakeAnswer.text("an answer").usage(20, 3));
    String judge = stage.model("judge", talking());
    LiveReply live = form.open(tenant, form.fusion(List.of(good, good), judge));
    live.await(event -> form.piece(event).equals("more "));

    Answer receipt = leave(live, judge, 1);

    expectLine(receipt, judge, "cancelled");
    assertThat(receipt.list("/lines")).hasSize(3);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(Form.class)
  void whileTheJudgeIsSilent(Form form) throws SQLException {
    String good = stage.model("good", FakeAnswer.text("an answer").usage(20, 3));
    String judge = stage.model("judge", FakeAnswer.text("too late").after(FOREVER));
    LiveReply live = form.open(tenant, form.fusion(List.of(good, good), judge));
    stage.provider().log().awaitArrived(judge, 1);

    Answer receipt = leave(live, judge, 1);

    expectLine(receipt, judge, "cancelled");
    assertThat(stage.provider().calls(judge)).as("and is not asked again").hasSize(1);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(Form.class)
  void whileTheOuterModelOfATurnThinks(Form form) throws SQLException {
    String outer = stage.model("outer", FakeAnswer.text("too late").after(FOREVER));
    String one = stage.model("one", FakeAnswer.text("never asked"));
    LiveReply live = form.open(tenant, turn(form, outer, one, one));
    stage.provider().log().awaitArrived(outer, 1);

    leave(live, outer, 1);

    assertThat(stage.provider().calls(one)).isEmpty();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(Form.class)
  void whileThePanelOfATurnWorks(Form form) throws SQLException {
    String outer = stage.model("outer", FakeAnswer.calling(FakeCall.fusion()));
    String slow = stage.model("slow", FakeAnswer.text("too late").after(FOREVER));
    LiveReply live = form.open(tenant, turn(form, outer, slow, outer));
    stage.provider().log().awaitArrived(slow, 2);

    Answer receipt = leave(live, slow, 2);

    expectLine(receipt, outer, "ok");
    assertThat(receipt.list("/lines")).hasSize(3);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(Form.class)
  void whileTheJudgeOfATurnCompares(Form form) throws SQLException {
    String outer = stage.model("outer", FakeAnswer.calling(FakeCall.fusion()));
    String one = stage.model("one", FakeAnswer.text("an answer"));
    String judge = stage.model("judge", FakeAnswer.text("too late").after(FOREVER));
    LiveReply live = form.open(tenant, turn(form, outer, one, judge));
    stage.provider().log().awaitArrived(judge, 1);

    Answer receipt = leave(live, judge, 1);

    expectLine(receipt, outer, "ok");
    assertThat(stage.provider().calls(outer)).as("nobody writes any more").hasSize(1);
    assertThat(receipt.list("/lines")).hasSize(4);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(Form.class)
  void whileTheWriterOfATurnSpeaks(Form form) throws SQLException {
    String outer = stage.model("outer", FakeAnswer.calling(FakeCall.fusion()), talking());
    String one = stage.model("one", FakeAnswer.text("an answer"));
    String judge = stage.model("judge", FakeAnswer.text("{\"consensus\":[\"yes\"]}"));
    LiveReply live = form.open(tenant, turn(form, outer, one, judge));
    live.await(event -> form.piece(event).equals("more "));
    long left = System.nanoTime();

    live.close();

    ReceivedCall writer = stage.provider().awaitEnded(outer, 2).getLast();
    expectLeft(writer, left);
    Answer receipt = expectCancelled(live);
    assertThat(receipt.list("/lines")).hasSize(5);
    assertThat(outcomes(receipt, outer)).containsExactly("ok", "cancelled");
    expectAtRest();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @EnumSource(Form.class)
  void anAbandonedReplyThatIsNotStreamedRunsToItsEnd(Form form) throws SQLException {
    String slow = stage.model("slow", FakeAnswer.text("an answer").usage(20, 3).afterMillis(2_500));
    String judge = stage.model("judge", FakeAnswer.text("merged").usage(50, 4).afterMillis(2_500));
    String body =
        form == Form.CHAT
            ? Bodies.fusionChat(List.of(slow, slow), judge)
            : Bodies.fusionResponses(List.of(slow, slow), judge);

    LiveReply live = LiveReply.send(tenant, form.path(), body);
    stage.provider().log().awaitArrived(slow, 2);
    live.close();

    assertThat(stage.provider().awaitEnded(judge, 1).getFirst().ending())
        .isEqualTo(Ending.ANSWERED);
    assertThat(stage.provider().calls(slow))
        .extracting(ReceivedCall::ending)
        .containsOnly(Ending.ANSWERED);
    String id = tenant.api().get("/v1/usage/requests").expect(200).string("/data/0/id");
    Answer receipt = Bill.ended(tenant, id);
    assertThat(receipt.string("/status")).isEqualTo("completed");
    assertThat(receipt.list("/lines")).hasSize(3);
    assertThat(receipt.number("/cost")).isEqualByComparingTo("0.000195");
    expectAtRest();
  }

  @Test
  void leavingAtOnceIsNoticedToo() throws SQLException {
    String model = stage.model("thinker", FakeAnswer.text("too late").after(FOREVER));
    LiveReply live = Form.CHAT.open(tenant, Form.CHAT.direct(model));

    leave(live, model, 1);
  }

  /** Leaves and expects that these calls of the model end for it and everything is settled. */
  private Answer leave(LiveReply live, String model, int calls) throws SQLException {
    long left = System.nanoTime();
    live.close();
    List<ReceivedCall> ended = stage.provider().awaitEnded(model, calls);
    assertThat(ended).hasSize(calls);
    ended.forEach(call -> expectLeft(call, left));
    Answer receipt = expectCancelled(live);
    assertThat(outcomes(receipt, model)).hasSize(calls).containsOnly("cancelled");
    expectAtRest();
    return receipt;
  }

  private static void expectLeft(ReceivedCall call, long left) {
    assertThat(call.ending()).isEqualTo(Ending.ABORTED_BY_CLIENT);
    assertThat(Duration.ofNanos(call.endedNanos() - left)).isLessThan(NOTICED);
  }

  private Answer expectCancelled(LiveReply live) {
    Answer receipt = Bill.ended(tenant, live.requestId());
    assertThat(receipt.string("/status")).isEqualTo("cancelled");
    assertThat(receipt.number("/open_calls")).isZero();
    assertThat(receipt.number("/cost"))
        .isEqualByComparingTo(Bill.sum(receipt.list("/lines")))
        .isPositive();
    receipt.list("/lines").forEach(Bill::expectRecomputes);
    return receipt;
  }

  private void expectAtRest() throws SQLException {
    Invariants.expectNoneBroken(stage.server());
    String fine = stage.model("fine", FakeAnswer.text("fine"));
    try (LiveReply next = Form.CHAT.open(tenant, Form.CHAT.direct(fine))) {
      assertThat(Form.CHAT.text(next.all())).isEqualTo("fine");
    }
  }

  private static JsonNode onlyLine(Answer receipt, String model) {
    assertThat(receipt.list("/lines")).hasSize(1);
    JsonNode line = receipt.list("/lines").getFirst();
    assertThat(line.path("model").asString()).isEqualTo(model);
    return line;
  }

  private static void expectLine(Answer receipt, String model, String outcome) {
    assertThat(outcomes(receipt, model)).containsExactly(outcome);
  }

  private static List<String> outcomes(Answer receipt, String model) {
    return receipt.list("/lines").stream()
        .filter(line -> line.path("model").asString().equals(model))
        .map(line -> line.path("outcome").asString())
        .toList();
  }

  private static String turn(Form form, String outer, String panel, String judge) {
    return form.direct(
        outer,
        "\"plugins\":[{\"id\":\"fusion\",\"analysis_models\":[\"%s\",\"%s\"],\"model\":\"%s\"}]"
            .formatted(panel, panel, judge));
  }

  /** Speaks without an end. */
  private static FakeAnswer talking() {
    return FakeAnswer.streamed(FakeStream.begun().say("more ").ends(FakeStream.Ending.ENDLESS));
  }
}
