package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are sent again. */
@ExtendWith(StageExtension.class)
class IdempotencyIT {
  private static final String RESPONSES = "/v1/responses";
  private static final String CHAT = "/v1/chat/completions";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Stage stage;
  private final Tenant tenant;
  private final String key = UUID.randomUUID().toString();

  IdempotencyIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  private static String body(String model, String more) {
    return "{\"model\":\"" + model + "\",\"input\":\"Hi\"" + more + "}";
  }

  private Answer ask(String body, String withKey) {
    return tenant.api().post(RESPONSES, body, "Idempotency-Key", withKey);
  }

  private Answer ask(String body) {
    return ask(body, key);
  }

  private int calls(String model) {
    return stage.provider().calls(model).size();
  }

  private void assertReplayed(Answer first, Answer again) {
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("x-request-id")).isEqualTo(first.header("x-request-id"));
    assertThat(again.headers().allValues("x-request-id")).hasSize(1);
    assertThat(first.header("idempotent-replayed")).isEmpty();
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
  }

  @Test
  void aRepetitionIsToldTheSameAndAddsNothingToTheBill() throws SQLException {
    String model = stage.model("once", FakeAnswer.text("Only once."));
    Answer first = ask(body(model, "")).expect(200);

    Answer again = ask(body(model, ""));

    assertReplayed(first, again);
    assertThat(again.header("x-cost-usd")).isEqualTo(first.header("x-cost-usd")).isNotEmpty();
    assertThat(again.header("content-type")).isEqualTo(first.header("content-type"));
    assertThat(calls(model)).isEqualTo(1);
    assertThat(tenant.receipt(first.string("/id")).list("/lines")).hasSize(1);
    assertThat(tenant.api().get("/v1/usage/requests").list("/data")).hasSize(1);
    Invariants.expectNoneBroken(stage.server());
  }

  @Test
  void ofManyAtOnceOneRuns() throws Exception {
    int keys = 100;
    int duplicates = 50;
    int keysAtOnce = 20;
    String model = stage.model("many", FakeAnswer.text("Me.").afterMillis(200));
    for (int first = 0; first < keys; first += keysAtOnce) {
      List<List<Future<Answer>>> replies = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int n = 0; n < keysAtOnce * duplicates; n++) {
          String which = key + (first + n % keysAtOnce);
          if (n < keysAtOnce) {
            replies.add(new ArrayList<>());
          }
          replies
              .get(n % keysAtOnce)
              .add(threads.submit(() -> askUntilItHasRoom(body(model, ""), which)));
        }
      }
      for (int i = 0; i < keysAtOnce; i++) {
        expectOneAnswer(replies.get(i), ask(body(model, ""), key + (first + i)).expect(200));
      }
    }
    assertThat(calls(model)).isEqualTo(keys);
    assertThat(tenant.api().get("/v1/usage").expect(200).number("/total/calls"))
        .isEqualByComparingTo(BigDecimal.valueOf(keys));
    Invariants.expectNoneBroken(stage.server());
  }

  /** A full gateway says so, having done nothing; clients come again. */
  private Answer askUntilItHasRoom(String body, String withKey) {
    Answer answer = ask(body, withKey);
    while (answer.status() == 503) {
      answer.expectError(503, "overloaded");
      answer = ask(body, withKey);
    }
    return answer;
  }

  private static void expectOneAnswer(List<Future<Answer>> replies, Answer last) throws Exception {
    for (Future<Answer> reply : replies) {
      Answer one = reply.get();
      if (one.status() == 409) {
        one.expectError(409, "idempotency_key_in_use");
        assertThat(one.header("retry-after")).isEqualTo("1");
      } else {
        assertThat(one.expect(200).text()).isEqualTo(last.text());
      }
    }
  }

  @Test
  void anotherBodyIsRefused() {
    String model = stage.model("other", FakeAnswer.text("First."));
    ask(body(model, "")).expect(200);

    ask(body(model, ",\"temperature\":1"))
        .expectError(422, "idempotency_key_reused", "Idempotency-Key");
    assertThat(calls(model)).isEqualTo(1);
  }

  @Test
  void aRefusalUsesNothingUp() {
    String model = stage.model("late", FakeAnswer.text("Now."));
    ask(body("nobody/has-this", "")).expectError(404, "model_not_found");

    Answer first = ask(body(model, "")).expect(200);
    assertThat(first.header("idempotent-replayed")).isEmpty();
    assertReplayed(first, ask(body(model, "")));
  }

  @Test
  void aKeyMayHave255Characters() {
    String model = stage.model("long", FakeAnswer.text("Fine."));
    ask(body(model, ""), "k".repeat(256)).expectError(400, "invalid_value", "Idempotency-Key");
    assertThat(calls(model)).isZero();
    ask(body(model, ""), "k".repeat(255)).expect(200);
  }

  @Test
  void aFailureAfterDispatchIsToldAgain() {
    String model = stage.model("failing", FakeAnswer.error(500));
    Answer first = ask(body(model, "")).expect(502);
    int sent = calls(model);

    assertReplayed(first, ask(body(model, "")));
    assertThat(calls(model)).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {RESPONSES, CHAT, "/api/v1/responses", "/api/v1/chat/completions"})
  void aStreamIsToldAgainEventForEvent(String path) {
    String model = stage.model("stream", FakeAnswer.text("One two three four."));
    String asked =
        path.endsWith("responses")
            ? body(model, ",\"stream\":true")
            : "{\"model\":\""
                + model
                + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    Answer first = tenant.api().post(path, asked, "Idempotency-Key", key).expect(200);

    Answer again = tenant.api().post(path, asked, "Idempotency-Key", key);

    assertThat(first.text()).contains("data: ");
    assertThat(events(again)).isEqualTo(events(first));
    assertThat(again.header("x-request-id")).isEqualTo(first.header("x-request-id"));
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(calls(model)).isEqualTo(1);
  }

  private static String events(Answer stream) {
    return stream.text().replaceAll("(?m)^: .*\n\n", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"stream\":true"})
  void aClientThatLeavesDoesNotEndIt(String more) {
    String model = stage.model("left", FakeAnswer.text("Here it is.").afterMillis(4_000));
    LiveReply live = LiveReply.send(tenant, RESPONSES, body(model, more), "Idempotency-Key", key);
    stage.provider().log().awaitArrived(model, 1);
    live.close();
    ask(body(model, more)).expectError(409, "idempotency_key_in_use");

    Await.until(SOON, () -> ask(body(model, more)).status() == 200);

    assertThat(ask(body(model, more)).text()).contains("Here it is.");
    assertThat(calls(model)).isEqualTo(1);
    Answer spent = tenant.api().get("/v1/usage/requests").expect(200);
    assertThat(spent.list("/data")).hasSize(1);
    assertThat(spent.string("/data/0/status")).isEqualTo("completed");
    assertThat(spent.number("/data/0/cost")).isGreaterThan(BigDecimal.ZERO);
  }

  @Test
  void anotherApiKeyAndAnotherPathAreOthers() {
    String model = stage.model("apart", FakeAnswer.text("Mine."));
    ask(body(model, "")).expect(200);
    String other = tenant.newKey("{\"name\":\"second\"}").string("/key");

    tenant.api().as(other).post(RESPONSES, body(model, ""), "Idempotency-Key", key).expect(200);
    tenant.api().post("/api" + RESPONSES, body(model, ""), "Idempotency-Key", key).expect(200);
    tenant
        .chat("{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
        .expect(200);
    stage.tenant().api().post(RESPONSES, body(model, ""), "Idempotency-Key", key).expect(200);

    assertThat(calls(model)).isEqualTo(5);
  }

  @Test
  void aBackgroundRunIsToldAsItStands() {
    String model = stage.model("back", FakeAnswer.text("Done.").afterMillis(300));
    Answer first = ask(body(model, ",\"background\":true")).expect(200);
    String id = first.string("/id");

    Await.until(
        SOON, () -> ask(body(model, ",\"background\":true")).string("/status").equals("completed"));

    Answer again = ask(body(model, ",\"background\":true"));
    assertThat(again.string("/id")).isEqualTo(id);
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(calls(model)).isEqualTo(1);
    tenant.api().delete(RESPONSES + "/" + id).expect(200);
    Answer gone = ask(body(model, ",\"background\":true"));
    gone.expectError(409, "replay_unavailable");
    assertThat(gone.string("/error/message")).contains(first.header("x-request-id"));
  }

  @Test
  void aCancelFreesTheKey() {
    String model =
        stage.model(
            "cancel",
            FakeAnswer.text("Late.").after(Duration.ofMinutes(2)),
            FakeAnswer.text("Now."));
    String asked = body(model, ",\"background\":true");
    String id = ask(asked).expect(200).string("/id");
    stage.provider().log().awaitArrived(model, 1);
    tenant.api().post(RESPONSES + "/" + id + "/cancel", "{}").expect(200);

    Answer anew = ask(asked).expect(200);

    assertThat(anew.string("/id")).isNotEqualTo(id);
    assertThat(anew.header("idempotent-replayed")).isEmpty();
  }
}
