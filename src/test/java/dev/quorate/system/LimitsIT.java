package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rate limits act on requests of clients, and give back what a request did not use. */
@ExtendWith(StageExtension.class)
class LimitsIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String CODE = "rate_limit_exceeded";

  private final Stage stage;
  private final Tenant tenant;
  private final String model;

  LimitsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.model = stage.model("limited", FakeAnswer.text("yes").usage(20, 3));
  }

  @AfterAll
  static void theLedgerIsWhole(Stage stage) throws SQLException {
    Invariants.expectNoneBroken(stage.server());
  }

  private Tenant limited(String members) {
    Answer key = tenant.newKey("{\"name\":\"limited\",%s}".formatted(members));
    return new Tenant(stage, tenant.workspaceId(), key.string("/id"), key.string("/key"));
  }

  @Test
  void requestsAMinuteAreCountedAndTold() {
    Tenant key = limited("\"limits\":{\"rpm\":2}");

    Answer first = key.chat(Bodies.chat(model)).expect(200);
    Answer second = key.responses(Bodies.responses(model)).expect(200);
    Answer third = key.chat(Bodies.chat(model));

    assertThat(first.header("x-ratelimit-limit-requests")).isEqualTo("2");
    assertThat(first.header("x-ratelimit-remaining-requests")).isEqualTo("1");
    assertThat(second.header("x-ratelimit-remaining-requests")).isEqualTo("0");
    third.expectError(429, CODE);
    assertThat(Integer.parseInt(third.header("retry-after"))).isBetween(1, 30);
    assertThat(third.header("x-ratelimit-limit-requests")).isEqualTo("2");
    assertThat(third.header("x-ratelimit-remaining-requests")).isEqualTo("0");
    assertThat(third.header("x-ratelimit-reset-requests")).endsWith("s");
    assertThat(stage.provider().calls(model)).hasSize(2);
    Answer row = key.receipt(third.header("x-request-id"));
    assertThat(row.string("/status")).isEqualTo("refused");
    assertThat(row.list("/lines")).isEmpty();
    tenant.chat(Bodies.chat(model)).expect(200);
  }

  @Test
  void aQuoteIsARequestThatUsesNoTokens() {
    Tenant key = limited("\"limits\":{\"rpm\":2,\"tpm\":100000}");

    Answer quote = key.api().post("/v1/fusion/quote", Bodies.chat(model)).expect(200);
    key.api().post("/v1/fusion/quote", Bodies.chat(model)).expect(200);

    assertThat(quote.header("x-ratelimit-remaining-requests")).isEqualTo("1");
    assertThat(quote.header("x-ratelimit-remaining-tokens")).isEqualTo("100000");
    key.api().post("/v1/fusion/quote", Bodies.chat(model)).expectError(429, CODE);
    assertThat(key.api().get("/v1/usage/requests").expect(200).list("/data")).isEmpty();
  }

  @Test
  void aPanelIsOneRequestWhateverItsSize() {
    Tenant key = limited("\"limits\":{\"rpm\":3}");

    Answer reply = key.chat(Bodies.fusionChat(List.of(model, model, model), model)).expect(200);

    assertThat(reply.header("x-ratelimit-remaining-requests")).isEqualTo("2");
  }

  @Test
  void tokensAreReservedAndGivenBack() {
    Tenant key = limited("\"limits\":{\"tpm\":20000}");
    String body = Bodies.chat(model, "\"max_tokens\":15000");

    Answer first = key.chat(body).expect(200);
    Answer second = key.chat(body).expect(200);

    assertThat(first.header("x-ratelimit-limit-tokens")).isEqualTo("20000");
    assertThat(Long.parseLong(first.header("x-ratelimit-remaining-tokens"))).isLessThan(5_000);
    assertThat(Long.parseLong(second.header("x-ratelimit-remaining-tokens"))).isPositive();
  }

  @Test
  void whatABudgetRefusesUsesNoTokens() {
    Tenant key = limited("\"limits\":{\"tpm\":20000},\"limit_usd\":\"0.000001\"");
    String body = Bodies.chat(model, "\"max_tokens\":15000");
    String path = "/v1/keys/" + key.keyId();

    for (int i = 0; i < 3; i++) {
      key.chat(body).expectError(402, "key_limit_exceeded");
    }
    tenant.api().patch(path, "{\"limit_usd\":null}").expect(200);
    key.chat(body).expect(200);
  }

  @Test
  void requestsAtOnceAreHeldToTheirNumber() throws Exception {
    String slow = stage.model("slow", FakeAnswer.text("yes").usage(1, 1).afterMillis(1_500));
    Tenant key = limited("\"limits\":{\"concurrent\":2}");
    List<Answer> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> all =
          IntStream.range(0, 6)
              .mapToObj(i -> threads.submit(() -> key.chat(Bodies.chat(slow))))
              .toList();
      answers = new java.util.ArrayList<>();
      for (Future<Answer> one : all) {
        answers.add(one.get());
      }
    }

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(2);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(4)
        .allSatisfy(answer -> {
          answer.expectError(429, CODE);
          assertThat(answer.header("x-ratelimit-limit-concurrent")).isEqualTo("2");
          assertThat(answer.header("retry-after")).isNotEmpty();
        });
    assertThat(stage.provider().calls(slow)).hasSize(2);
    key.chat(Bodies.chat(model)).expect(200);
  }

  @Test
  void everyEndingFreesItsPlace() {
    String broken = stage.modelApart("broken", FakeAnswer.error(400));
    Tenant key = limited("\"limits\":{\"concurrent\":1}");

    for (Form form : Form.values()) {
      try (LiveReply live = form.open(key, form.direct(model))) {
        form.end(live, live.all());
      }
    }
    key.chat(Bodies.chat(broken)).expectError(400, "rejected_by_provider");
    key.chat(Bodies.chat("no-such/model")).expectError(404, "model_not_found");
    key.responses(Bodies.responses(model, "\"background\":true")).expect(200);
    Await.until(Duration.ofSeconds(15), () -> key.chat(Bodies.chat(model)).status() == 200);
  }

  @Test
  void aClientThatLeavesFreesItsPlace() {
    String talker =
        stage.model(
            "talker", FakeAnswer.streamed(FakeStream.begun().stamps(600, Duration.ofMillis(50))));
    Tenant key = limited("\"limits\":{\"concurrent\":1}");
    try (LiveReply live = Form.CHAT.open(key, Form.CHAT.direct(talker))) {
      assertThat(live.next()).isNotNull();
      key.chat(Bodies.chat(model)).expectError(429, CODE);
    }

    Await.until(Duration.ofSeconds(15), () -> key.chat(Bodies.chat(model)).status() == 200);
  }

  @Test
  void aWorkspaceAndAProjectHaveLimitsToo() {
    tenant.api().post("/v1/projects", "{\"name\":\"Slow\",\"limits\":{\"rpm\":1}}").expect(201);
    String inProject = Bodies.chat(model, "\"project_id\":\"slow\"");
    tenant.chat(inProject).expect(200);
    tenant.chat(inProject).expectError(429, CODE);
    tenant.api().patch("/v1/workspace", "{\"limits\":{\"rpm\":1}}").expect(200);

    tenant.chat(Bodies.chat(model)).expect(200);
    Tenant key = limited("\"limits\":{\"rpm\":100}");
    key.chat(Bodies.chat(model)).expectError(429, CODE);
    assertThat(key.api().get("/v1/key").expect(200).status()).isEqualTo(200);
  }

  @Test
  void streamsTellTheirLimitsBeforeTheyBegin() {
    Tenant key = limited("\"limits\":{\"rpm\":5}");
    try (LiveReply live = Form.RESPONSES.open(key, Form.RESPONSES.direct(model))) {
      assertThat(live.header("x-ratelimit-remaining-requests")).isEqualTo("4");
      live.all();
    }
    assertThat(key.api().post(CHAT, Bodies.chat(model)).header("x-ratelimit-remaining-requests"))
        .isEqualTo("3");
  }
}
