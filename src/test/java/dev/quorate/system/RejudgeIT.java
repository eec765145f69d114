package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The panel of a run that has ended, judged again. */
@ExtendWith(StageExtension.class)
class RejudgeIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Stage stage;
  private final Tenant tenant;
  private final String word = UUID.randomUUID().toString();
  private String one = "";
  private String two = "";
  private String judge = "";
  private String other = "";

  RejudgeIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @BeforeEach
  void cast() {
    one = stage.model("one", FakeAnswer.text("First says " + word + "."));
    two = stage.model("two", FakeAnswer.text("Second says " + word + "."));
    judge = stage.model("judge", FakeAnswer.text("Judge says both."));
    other = stage.model("other", FakeAnswer.text("Judged anew.").usage(40, 4));
  }

  @AfterEach
  void everyInvariantOfTheLedgerHolds() throws SQLException {
    Invariants.expectNoneBroken(stage.server());
  }

  private Answer run(String members, String... options) {
    return tenant.responses(
        Bodies.fusionResponses(List.of(one, two), judge, options)
            .replaceFirst("}$", members + "}"));
  }

  private String runId() {
    return run("").expect(200).string("/fusion/run_id");
  }

  private Answer rejudge(Tenant caller, String id, String body, String... headers) {
    return caller.api().post("/v1/fusion/runs/" + id + "/rejudge", body, headers);
  }

  private Answer rejudge(String id, String body) {
    return rejudge(tenant, id, body);
  }

  private int callsOfAll() {
    return List.of(one, two, judge, other).stream()
        .mapToInt(model -> stage.provider().calls(model).size())
        .sum();
  }

  private String byOther() {
    return "{\"synthesis_model\":\"" + other + "\"}";
  }

  @Test
  void oneCallLeavesItCarriesTheStoredTextsAndTheBillHasItAlone() {
    String id = runId();
    int before = callsOfAll();

    Answer reply = rejudge(id, byOther()).expect(200);

    assertThat(callsOfAll()).isEqualTo(before + 1);
    assertThat(stage.provider().calls(other)).hasSize(1);
    assertThat(stage.provider().calls(other).getFirst().text())
        .contains("First says " + word, "Second says " + word, "capital of France");
    assertThat(reply.string("/object")).isEqualTo("response");
    assertThat(reply.string("/output/0/content/0/text")).isEqualTo("Judged anew.");
    assertThat(reply.string("/fusion/rejudge_of")).isEqualTo(id);
    assertThat(reply.string("/fusion/status")).isEqualTo("full");
    assertThat(reply.number("/fusion/panel/0/cost")).isZero();
    assertThat(reply.header("x-fusion-run-id"))
        .isEqualTo(reply.string("/fusion/run_id"))
        .isNotEqualTo(id);
    Bill bill = Bill.of(tenant, reply);
    bill.expectConsistent();
    assertThat(bill.lines()).hasSize(1);
    assertThat(bill.lines().getFirst().path("role").asString()).isEqualTo("rejudge");
    assertThat(bill.receipt().string("/endpoint")).isEqualTo("fusion.rejudge");
    assertThat(reply.number("/fusion/cost/judge"))
        .isEqualByComparingTo(bill.receipt().number("/cost"));
    JsonNode roles = tenant.api().get("/v1/usage?group_by=role").expect(200).at("/data");
    assertThat(roles.toString()).contains("\"rejudge\"");
    // The run itself is what it was, and the judgement is a run of its own.
    assertThat(tenant.receipt(id).list("/lines")).hasSize(3);
    Answer kept = tenant.api().get("/v1/fusion/runs/" + reply.string("/fusion/run_id")).expect(200);
    assertThat(kept.string("/rejudge_of")).isEqualTo(id);
    assertThat(kept.string("/answer")).isEqualTo("Judged anew.");
    assertThat(kept.string("/fusion/panel/0/text")).isEqualTo("First says " + word + ".");
    assertThat(kept.string("/plan/synthesis_model")).isEqualTo(other);
  }

  @Test
  void anyIdOfTheRunNamesIt() {
    Answer first = run("").expect(200);

    for (String id : List.of(first.string("/id"), first.header("x-request-id"))) {
      assertThat(rejudge(id, "{}").expect(200).string("/fusion/rejudge_of"))
          .isEqualTo(first.string("/fusion/run_id"));
    }
  }

  @Test
  void aChatRunAStreamedOneAndABackgroundOneAreJudgedAlike() {
    Answer chat = tenant.chat(Bodies.fusionChat(List.of(one, two), judge)).expect(200);
    Answer streamed = run(",\"stream\":true").expect(200);
    Answer queued = run(",\"background\":true").expect(200);
    Await.until(
        SOON,
        () ->
            tenant
                .api()
                .get("/v1/responses/" + queued.string("/id"))
                .string("/status")
                .equals("completed"));

    for (String id :
        List.of(
            chat.string("/fusion/run_id"),
            streamed.header("x-fusion-run-id"),
            queued.string("/id"))) {
      assertThat(rejudge(id, byOther()).expect(200).string("/output/0/content/0/text"))
          .isEqualTo("Judged anew.");
    }
  }

  @Test
  void itsTextComesAsItIsWritten() {
    String id = runId();

    Answer live = rejudge(id, "{\"stream\":true}").expect(200);

    assertThat(live.header("content-type")).startsWith("text/event-stream");
    assertThat(live.text())
        .contains("response.output_text.delta", "Judge says both.", "event: response.completed")
        .contains("\"rejudge_of\":\"" + id + "\"");
    Answer receipt = Bill.ended(tenant, live.header("x-fusion-run-id"));
    assertThat(receipt.list("/lines")).hasSize(1);
  }

  @Test
  void aComparisonIsTwoCallsOfTheJudge() {
    String id = runId();
    String comparing =
        stage.model(
            "comparing",
            FakeAnswer.text(
                "{\"consensus\":[\"Paris\"],\"contradictions\":[],\"partial_coverage\":[],\"unique_insights\":[],\"blind_spots\":[]}"),
            FakeAnswer.text("Written from it."));

    Answer reply =
        rejudge(id, "{\"synthesis_model\":\"" + comparing + "\",\"mode\":\"analysis\"}")
            .expect(200);

    assertThat(reply.string("/output/0/content/0/text")).isEqualTo("Written from it.");
    assertThat(reply.string("/fusion/analysis/consensus/0")).isEqualTo("Paris");
    Bill bill = Bill.of(tenant, reply);
    bill.expectConsistent();
    assertThat(bill.lines())
        .extracting(line -> line.path("role").asString())
        .containsExactlyInAnyOrder("rejudge", "writer");
  }

  @Test
  void theConversationIsTheWholeOneAlsoWhenWhatItContinuedIsGone() {
    String earlier =
        tenant
            .responses("{\"model\":\"%s\",\"input\":\"My name is Nemo-%s.\"}".formatted(one, word))
            .expect(200)
            .string("/id");
    String id =
        run(",\"previous_response_id\":\"" + earlier + "\"").expect(200).string("/fusion/run_id");
    tenant.api().delete("/v1/responses/" + earlier).expect(200);

    rejudge(id, byOther()).expect(200);

    assertThat(stage.provider().calls(other).getFirst().text()).contains("Nemo-" + word);
  }

  @Test
  void aJudgeThatFailsLeavesAPanelAnswerOrAnError() {
    String id = runId();
    String broken = stage.model("broken", FakeAnswer.error(400));
    String body = "{\"synthesis_model\":\"" + broken + "\"";

    Answer degraded = rejudge(id, body + "}").expect(200);
    Answer failed = rejudge(id, body + ",\"on_judge_failure\":\"fail\"}");

    assertThat(degraded.string("/fusion/status")).isEqualTo("degraded");
    assertThat(degraded.string("/output/0/content/0/text")).isEqualTo("First says " + word + ".");
    failed.expectError(502, "judge_failed");
    assertThat(failed.string("/fusion/rejudge_of")).isEqualTo(id);
    Bill bill = Bill.of(tenant, failed);
    assertThat(bill.lines()).hasSize(1);
    assertThat(bill.receipt().string("/error_code")).isEqualTo("judge_failed");
  }

  @Test
  void aForbiddenJudgeIsRefusedBeforeAnythingIsSent() {
    String id = runId();
    tenant
        .api()
        .post("/v1/policies", "{\"name\":\"no other\",\"denied_models\":[\"%s\"]}".formatted(other))
        .expect(201);

    Answer refused = rejudge(id, byOther());

    refused.expectError(403, "policy_violation", "synthesis_model");
    assertThat(stage.provider().calls(other)).isEmpty();
    Answer receipt = tenant.receipt(refused.header("x-request-id"));
    assertThat(receipt.string("/status")).isEqualTo("refused");
    assertThat(receipt.string("/model")).isEqualTo("fusion");
    assertThat(receipt.list("/lines")).isEmpty();
  }

  @Test
  void aLimitIsTheJudgesAlone() {
    String id = runId();
    tenant
        .api()
        .send(
            "PUT",
            "/v1/budgets",
            "{\"scope\":\"workspace\",\"period\":\"lifetime\",\"cap_usd\":\"0.0001\"}",
            List.of())
        .expect(200);

    rejudge(id, "{\"max_cost_usd\":0.0000001}")
        .expectError(402, "max_cost_exceeded", "max_cost_usd");
    rejudge(id, "{}").expectError(402, "workspace_budget_exceeded");
    assertThat(stage.provider().calls(judge)).hasSize(1);
  }

  @Test
  void theBillGoesToTheRunsProjectUnlessAnotherIsNamed() {
    String red = tenant.api().post("/v1/projects", "{\"name\":\"Red\"}").string("/id");
    String blue = tenant.api().post("/v1/projects", "{\"name\":\"Blue\"}").string("/id");
    String id =
        run(",\"project_id\":\"" + red + "\",\"tags\":{\"team\":\"search\"}")
            .expect(200)
            .string("/fusion/run_id");
    Answer locked = tenant.newKey("{\"name\":\"l\",\"project_id\":\"" + blue + "\"}");
    Tenant blues =
        new Tenant(stage, tenant.workspaceId(), locked.string("/id"), locked.string("/key"));

    Answer same = Bill.of(tenant, rejudge(id, "{}").expect(200)).receipt();
    Answer moved =
        Bill.of(tenant, rejudge(id, "{\"project_id\":\"" + blue + "\"}").expect(200)).receipt();

    assertThat(same.string("/project_id")).isEqualTo(red);
    assertThat(same.at("/tags").toString()).contains("search");
    assertThat(moved.string("/project_id")).isEqualTo(blue);
    rejudge(blues, id, "{}").expectError(404, "not_found");
  }

  @Test
  void twiceAtOnceIsTwoJudgements() throws Exception {
    String id = runId();
    List<Answer> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> replies =
          IntStream.range(0, 6)
              .mapToObj(_ -> threads.submit(() -> rejudge(id, byOther())))
              .toList();
      answers = List.of(replies.getFirst().get(), replies.getLast().get());
      for (Future<Answer> reply : replies) {
        reply.get().expect(200);
      }
    }

    assertThat(answers.getFirst().string("/id")).isNotEqualTo(answers.getLast().string("/id"));
    assertThat(stage.provider().calls(other)).hasSize(6);
  }

  @Test
  void aRepetitionWithItsKeyIsToldTheSame() {
    String id = runId();
    String key = UUID.randomUUID().toString();

    Answer first = rejudge(tenant, id, byOther(), "Idempotency-Key", key).expect(200);
    Answer again = rejudge(tenant, id, byOther(), "Idempotency-Key", key).expect(200);

    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(stage.provider().calls(other)).hasSize(1);
    rejudge(tenant, id, "{}", "Idempotency-Key", key).expectError(422, "idempotency_key_reused");
  }

  @Test
  void whatIsNotThereOrNotOursIsTheSame() {
    String id = runId();
    Tenant stranger = stage.tenant();
    String nothing = "fr_" + id.substring(3).replaceFirst("^........", "00000000");

    rejudge(stranger, id, "{}").expectError(404, "not_found");
    rejudge(stranger, nothing, "{}").expectError(404, "not_found");
    rejudge(tenant, "fr_nothing", "{}").expectError(404, "not_found");
    rejudge(tenant, "x".repeat(2_000), "{}", "Idempotency-Key", "k").expectError(404, "not_found");
    String direct =
        tenant.responses("{\"model\":\"" + one + "\",\"input\":\"Hi\"}").expect(200).string("/id");
    rejudge(direct, "{}").expectError(404, "not_found");
  }

  @Test
  void aRunThatIsNotKeptOrStillRunsOrSaidNothingSaysSo() {
    String unkept = run(",\"store\":false").expect(200).string("/fusion/run_id");
    rejudge(unkept, "{}").expectError(410, "run_texts_gone");

    one = stage.model("slow", FakeAnswer.text("Late.").after(Duration.ofSeconds(30)));
    String running = run(",\"background\":true").expect(200).string("/id");
    stage.provider().log().awaitArrived(one, 1);
    rejudge(running, "{}").expectError(409, "run_not_finished");
    tenant.api().post("/v1/responses/" + running + "/cancel", "{}").expect(200);

    one = stage.model("broken", FakeAnswer.error(500));
    two = one;
    String failed = run("").string("/fusion/run_id");
    rejudge(failed, "{}").expectError(400, "run_without_answers");
  }

  @Test
  void aWorkspaceThatKeepsNothingHasNothingToJudge() {
    String id = runId();
    tenant.api().patch("/v1/workspace", "{\"privacy\":true}").expect(200);

    rejudge(id, "{}").expectError(400, "retention_off");
    rejudge(stage.tenant(), id, "{}").expectError(404, "not_found");
  }

  @Test
  void aTestKeyJudgesWithTheSandboxForNothing() {
    String id = runId();
    String text = tenant.api().post("/v1/keys", "{\"name\":\"t\",\"test\":true}").string("/key");
    Tenant test = new Tenant(stage, tenant.workspaceId(), tenant.keyId(), text);

    rejudge(test, id, "{}").expectError(403, "test_key_sandbox_only");
    Answer free = rejudge(test, id, "{\"synthesis_model\":\"sandbox/judge\"}").expect(200);

    assertThat(free.number("/usage/cost")).isEqualByComparingTo(BigDecimal.ZERO);
  }
}
