package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * A model with two providers, wherever a model may stand: what the first cannot do the second does,
 * each attempt has its own line at its own price, and what is nobody's fault stays where it is.
 */
@ExtendWith(StageExtension.class)
class FallbackIT {
  private static final String MODELS = "/v1/admin/models";
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final Stage stage;
  private final Tenant tenant;
  private final String good;

  FallbackIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.good = stage.model("good", FakeAnswer.text("a good answer"));
  }

  @AfterAll
  static void theLedgerIsWhole(Stage stage) throws SQLException {
    Invariants.expectNoneBroken(stage.server());
  }

  /** What a first provider cannot do. */
  enum Trouble {
    UNAVAILABLE(() -> FakeAnswer.error(503)),
    RATE_LIMITED(() -> FakeAnswer.error(429).header("Retry-After", "30")),
    FAILED(() -> FakeAnswer.error(500)),
    LOCKED(() -> FakeAnswer.error(401)),
    UNKNOWN_THERE(() -> FakeAnswer.error(404)),
    OVERLOADED_UNDER_A_200(
        () -> FakeAnswer.raw("{\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}")),
    /** Nobody listens. */
    REFUSED(() -> FakeAnswer.text("never asked"));

    @SuppressWarnings("ImmutableEnumChecker") // a constructor reference, nothing more
    private final Supplier<FakeAnswer> answer;

    Trouble(Supplier<FakeAnswer> answer) {
      this.answer = answer;
    }
  }

  /** A model at two providers of its own, the second dearer. */
  private record Chain(String model, String first, String second) {
    String upstream(String provider) {
      return model + "@" + provider;
    }
  }

  private Chain chain(Trouble trouble, FakeAnswer second) {
    String firstUrl =
        trouble == Trouble.REFUSED ? "http://127.0.0.1:1/v1" : stage.provider().baseUrl();
    return chain(firstUrl, trouble.answer.get(), second);
  }

  private Chain chain(FakeAnswer first, FakeAnswer second) {
    return chain(stage.provider().baseUrl(), first, second);
  }

  private Chain chain(String firstUrl, FakeAnswer first, FakeAnswer second) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    Chain chain = new Chain("chain-" + id + "/m", "first-" + id, "second-" + id);
    stage.addProvider(chain.first, firstUrl);
    stage.addProvider(chain.second, stage.provider().baseUrl());
    stage.provider().script(chain.upstream(chain.first), first);
    stage.provider().script(chain.upstream(chain.second), second);
    stage
        .admin()
        .post(
            MODELS,
            """
            {"id":"%s","provider":"%s","upstream_model":"%s","pricing":%s,
             "fallbacks":[{"provider":"%s","upstream_model":"%s","pricing":%s}]}\
            """
                .formatted(
                    chain.model,
                    chain.first,
                    chain.upstream(chain.first),
                    Stage.price("1", "2"),
                    chain.second,
                    chain.upstream(chain.second),
                    Stage.price("3", "5")))
        .expect(201);
    return chain;
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void ofADirectCall(Trouble trouble) {
    Chain chain = chain(trouble, FakeAnswer.text("from the second").usage(10, 4));

    Answer reply = tenant.chat(Bodies.chat(chain.model)).expect(200);

    assertThat(reply.string("/choices/0/message/content")).isEqualTo("from the second");
    assertThat(reply.number("/usage/cost")).isEqualByComparingTo("0.00005");
    expectTwoLines(reply, chain);
    tenant.responses(Bodies.responses(chain.model)).expect(200);
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void ofAStreamedDirectCall(Trouble trouble) {
    Chain chain = chain(trouble, FakeAnswer.text("from the second").usage(10, 4));
    Form form = trouble.ordinal() % 2 == 0 ? Form.CHAT : Form.RESPONSES;

    Answer end = streamed(form, form.direct(chain.model), "from the second");

    expectTwoLines(end, chain);
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void ofAPanelist(Trouble trouble) {
    Chain chain = chain(trouble, FakeAnswer.text("from the second").usage(10, 4));

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(chain.model, good), good)).expect(200);

    assertThat(reply.string("/fusion/status")).isEqualTo("full");
    assertThat(reply.string("/fusion/panel/0/status")).isEqualTo("ok");
    assertThat(reply.string("/fusion/panel/0/provider")).isEqualTo(chain.second);
    assertThat(reply.number("/fusion/panel/0/cost")).isEqualByComparingTo("0.00005");
    expectTwoLines(reply, chain);
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void ofTheJudge(Trouble trouble) {
    Chain chain = chain(trouble, FakeAnswer.text("merged").usage(10, 4));
    Form form = trouble.ordinal() % 2 == 0 ? Form.RESPONSES : Form.CHAT;

    Answer end = streamed(form, form.fusion(List.of(good, good), chain.model), "merged");

    assertThat(end.string("/fusion/status")).isEqualTo("full");
    assertThat(end.string("/fusion/judge/provider")).isEqualTo(chain.second);
    expectTwoLines(end, chain);
  }

  @Test
  void anErrorEventBeforeTheFirstWordIsLikeAnErrorStatus() {
    FakeStream overloaded =
        FakeStream.begun()
            .event("{\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}");
    Chain chain =
        chain(FakeAnswer.streamed(overloaded), FakeAnswer.text("from the second").usage(10, 4));
    String alone =
        stage.modelApart("alone", FakeAnswer.streamed(overloaded), FakeAnswer.text("once more"));

    expectTwoLines(streamed(Form.CHAT, Form.CHAT.direct(chain.model), "from the second"), chain);
    Answer again = streamed(Form.RESPONSES, Form.RESPONSES.direct(alone), "once more");
    assertThat(Bill.of(tenant, again).lines())
        .extracting(line -> line.path("outcome").asString())
        .containsExactly("error", "ok");
  }

  @Test
  void whoIsSilentFromTheStartIsLeftForTheNext() {
    Chain chain =
        chain(
            FakeAnswer.streamed(FakeStream.NOTHING.ends(FakeStream.Ending.SILENCE)),
            FakeAnswer.text("from the second").usage(10, 4));

    Answer end = streamed(Form.RESPONSES, Form.RESPONSES.direct(chain.model), "from the second");

    assertThat(Bill.of(tenant, end).lines())
        .extracting(line -> line.path("outcome").asString())
        .containsExactly("timeout", "ok");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void whatTheRequestIsToBlameForIsToldAtOnce(int status) {
    Chain chain = chain(FakeAnswer.error(status), FakeAnswer.text("never asked"));

    Answer reply = tenant.chat(Bodies.chat(chain.model));

    reply.expectError(400, "rejected_by_provider");
    assertThat(Bill.of(tenant, reply).lines()).hasSize(1);
    assertThat(stage.provider().calls(chain.upstream(chain.second))).isEmpty();
  }

  @Test
  void afterTheFirstWordNobodyElseIsAsked() {
    FakeStream broken = FakeStream.begun().say("Well, ").ends(FakeStream.Ending.SILENCE);
    Chain chain = chain(FakeAnswer.streamed(broken), FakeAnswer.text("never asked"));

    try (LiveReply live = Form.CHAT.open(tenant, Form.CHAT.direct(chain.model))) {
      List<LiveReply.Event> events = live.all();
      Answer error = Form.CHAT.error(live, events);

      assertThat(Form.CHAT.text(events)).isEqualTo("Well, ");
      assertThat(error.string("/error/code")).isEqualTo("provider_timeout");
      assertThat(Bill.of(tenant, error).lines()).hasSize(1);
    }
    assertThat(stage.provider().calls(chain.upstream(chain.second))).isEmpty();
  }

  @Test
  void whenNobodyCanTheLastOneIsTriedOnceMoreAndItsFailureStands() {
    Chain chain = chain(FakeAnswer.error(401), FakeAnswer.error(503));

    Answer reply = tenant.chat(Bodies.chat(chain.model));

    reply.expectError(502, "upstream_error");
    Bill bill = Bill.of(tenant, reply);
    assertThat(bill.lines())
        .extracting(line -> line.path("provider").asString())
        .containsExactly(chain.first, chain.second, chain.second);
    assertThat(bill.receipt().number("/cost")).isZero();
  }

  @Test
  void aTestKeyStaysInTheSandbox() {
    String model = "chain-" + UUID.randomUUID().toString().substring(0, 8) + "/sandboxed";
    stage.provider().script(model, FakeAnswer.text("a real provider"));
    stage
        .admin()
        .post(
            MODELS,
            """
            {"id":"%s","provider":"sandbox","upstream_model":"fail-500","pricing":%s,
             "fallbacks":[{"provider":"fake-%d","upstream_model":"%s"}]}\
            """
                .formatted(model, Stage.price("1", "1"), stage.provider().port(), model))
        .expect(201);
    String testKey = tenant.newKey("{\"name\":\"test\",\"test\":true}").string("/key");

    tenant
        .api()
        .as(testKey)
        .post("/v1/chat/completions", Bodies.chat(model))
        .expectError(502, "upstream_error");
    assertThat(stage.provider().calls(model)).isEmpty();
    assertThat(tenant.chat(Bodies.chat(model)).expect(200).string("/choices/0/message/content"))
        .isEqualTo("a real provider");
  }

  @Test
  void theAdminSeesThemPricesThemAndTakesThemAway() {
    Chain chain = chain(FakeAnswer.error(503), FakeAnswer.text("yes").usage(10, 10));
    Api admin = stage.admin();
    String path = MODELS + "/" + chain.model;
    Answer made = admin.get(path).expect(200);

    assertThat(made.string("/fallbacks/0/provider")).isEqualTo(chain.second);
    assertThat(made.string("/fallbacks/0/upstream_model")).isEqualTo(chain.upstream(chain.second));
    assertThat(made.number("/fallbacks/0/pricing/input_per_million")).isEqualByComparingTo("3");
    admin.delete("/v1/admin/providers/" + chain.second).expectError(409, "conflict");
    admin
        .patch(
            path,
            "{\"fallbacks\":[{\"provider\":\"%s\"},{\"provider\":\"nobody\"}]}"
                .formatted(chain.second))
        .expectError(400, "invalid_value", "fallbacks[1].provider");
    String price =
        "{\"model\":\"%s\",\"provider\":\"%s\",\"pricing\":%s}"
            .formatted(chain.model, chain.second, Stage.price("7", "7"));
    String version = admin.post("/v1/admin/prices", price).expect(201).string("/id");
    admin
        .post("/v1/admin/prices", price.replace(chain.second, chain.first))
        .expectError(400, "invalid_value", "provider");

    Answer reply = tenant.chat(Bodies.chat(chain.model)).expect(200);
    JsonNode line = Bill.of(tenant, reply).lines().getLast();
    assertThat(line.at("/price/version").asString()).isEqualTo(version);
    assertThat(line.path("cost").decimalValue()).isEqualByComparingTo("0.00014");

    assertThat(admin.patch(path, "{\"fallbacks\":[]}").expect(200).list("/fallbacks")).isEmpty();
    admin.delete("/v1/admin/providers/" + chain.second).expect(204);
    tenant.chat(Bodies.chat(chain.model)).expectError(502, "upstream_error");
    admin.delete(path).expect(204);
  }

  /** The answer of a stream that ended well and within the bound. */
  private Answer streamed(Form form, String body, String text) {
    long start = System.nanoTime();
    try (LiveReply live = form.open(tenant, body)) {
      List<LiveReply.Event> events = live.all();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
      form.expectOrderly(events);
      Answer end = form.end(live, events);
      assertThat(form.text(events)).isEqualTo(text);
      return end;
    }
  }

  private void expectTwoLines(Answer reply, Chain chain) {
    Bill bill = Bill.of(tenant, reply);
    bill.expectConsistent();
    List<JsonNode> lines = bill.lines(chain.model);
    assertThat(lines)
        .extracting(line -> line.path("attempt").asInt() + " " + line.path("provider").asString())
        .containsExactly("0 " + chain.first, "1 " + chain.second);
    assertThat(lines.getFirst().path("cost").decimalValue()).isZero();
    assertThat(lines.getFirst().path("outcome").asString()).isIn("error", "not_sent");
    assertThat(lines.getFirst().path("used").asBoolean()).isFalse();
    assertThat(lines.getLast().path("outcome").asString()).isEqualTo("ok");
    assertThat(lines.getLast().path("used").asBoolean()).isTrue();
    assertThat(lines)
        .extracting(line -> new BigDecimal(line.at("/price/input_per_million").asString()))
        .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .containsExactly(BigDecimal.ONE, new BigDecimal("3"));
    assertThat(stage.provider().awaitEnded(chain.upstream(chain.second), 1)).hasSize(1);
  }
}
