package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * What a provider can do wrong on the wire, as a direct call and as a panelist: the status is
 * right, the line is there, it takes bounded time, and the next request is none the worse.
 */
@ExtendWith(StageExtension.class)
class UpstreamFaultsIT {
  private static final Duration BOUND = Duration.ofSeconds(15);

  private final Stage stage;
  private final Tenant tenant;

  UpstreamFaultsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  /** A body or a wire that makes no sense, each ended by the provider itself. */
  enum Nonsense {
    RESET_BEFORE_HEADERS(() -> FakeAnswer.broken(FakeFault.RESET_BEFORE_HEADERS)),
    RESET_AFTER_HEADERS(() -> FakeAnswer.broken(FakeFault.RESET_AFTER_HEADERS)),
    RESET_MID_BODY(() -> FakeAnswer.broken(FakeFault.RESET_MID_BODY)),
    CLOSE_BEFORE_HEADERS(() -> FakeAnswer.broken(FakeFault.CLOSE_BEFORE_HEADERS)),
    CUT_MID_BODY(() -> FakeAnswer.broken(FakeFault.CUT_MID_BODY)),
    CUT_CHUNKED(() -> FakeAnswer.broken(FakeFault.CUT_CHUNKED)),
    HALF_CLOSE(() -> FakeAnswer.broken(FakeFault.HALF_CLOSE)),
    ENDLESS_BODY(() -> FakeAnswer.broken(FakeFault.ENDLESS_BODY)),
    ENDLESS_HEADERS(() -> FakeAnswer.broken(FakeFault.ENDLESS_HEADERS)),
    NOT_HTTP(() -> FakeAnswer.broken(FakeFault.NOT_HTTP)),
    MALFORMED(FakeBodies::malformed),
    DEEP(FakeBodies::deep),
    HUGE_NUMBER(FakeBodies::hugeNumber),
    TOO_LONG(FakeBodies::tooLong),
    GZIP_BOMB(FakeBodies::gzipBomb),
    HTML(FakeBodies::html),
    ERROR_INSIDE_SUCCESS(FakeBodies::errorInsideSuccess),
    EMPTY_BODY(() -> FakeAnswer.raw("")),
    NULL(() -> FakeAnswer.raw("null")),
    ARRAY(() -> FakeAnswer.raw("[]")),
    NO_CHOICES(() -> FakeAnswer.raw("{\"object\":\"chat.completion\"}")),
    EMPTY_CHOICES(() -> FakeAnswer.raw("{\"choices\":[]}")),
    NO_MESSAGE(() -> FakeAnswer.raw("{\"choices\":[{}]}")),
    CONTENT_OF_ANOTHER_TYPE(
        () -> FakeAnswer.raw("{\"choices\":[{\"message\":{\"content\":{\"a\":1}}}]}")),
    NAN(() -> FakeAnswer.raw("{\"choices\":[{\"message\":{\"content\":\"x\"},\"p\":NaN}]}"));

    @SuppressWarnings("ImmutableEnumChecker") // a constructor reference, nothing more
    private final Supplier<FakeAnswer> answer;

    Nonsense(Supplier<FakeAnswer> answer) {
      this.answer = answer;
    }
  }

  @ParameterizedTest
  @EnumSource(Nonsense.class)
  void nonsenseOfADirectCallIsABadGateway(Nonsense nonsense) {
    String model = stage.model(nameOf(nonsense), nonsense.answer.get());
    long start = System.nanoTime();

    Answer reply = tenant.chat(Bodies.chat(model));

    assertThat(since(start)).isLessThan(BOUND);
    reply.expectError(502, "upstream_error");
    assertThat(reply.header("x-should-retry")).isEqualTo("false");
    expectSettledLines(reply, model);
    expectHealthy();
  }

  @ParameterizedTest
  @EnumSource(Nonsense.class)
  void nonsenseOfAPanelistIsDropped(Nonsense nonsense) {
    String model = stage.model(nameOf(nonsense), nonsense.answer.get());
    String good = stage.model("good", FakeAnswer.text("a good answer"));
    long start = System.nanoTime();

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(model, good), good)).expect(200);

    assertThat(since(start)).isLessThan(BOUND);
    assertThat(reply.string("/fusion/status")).isEqualTo("degraded");
    assertThat(reply.string("/fusion/panel/0/reason")).isEqualTo("error");
    expectSettledLines(reply, model);
    Bill.of(tenant, reply).expectConsistent();
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeFault.class,
      names = {"SILENCE", "SILENCE_AFTER_HEADERS", "DRIP"})
  void aProviderThatStallsIsLeftAtThePanelsDeadline(FakeFault fault) {
    String model = stage.model(fault.name().toLowerCase(Locale.ROOT), FakeAnswer.broken(fault));
    String good = stage.model("good", FakeAnswer.text("a good answer"));
    long start = System.nanoTime();

    Answer reply =
        tenant
            .chat(Bodies.fusionChat(List.of(model, good), good, "\"deadline_ms\":3000"))
            .expect(200);

    assertThat(since(start)).isLessThan(Duration.ofSeconds(5));
    assertThat(reply.string("/fusion/panel/0/reason")).isEqualTo("timeout");
    assertThat(stage.provider().awaitEnded(model, 1)).hasSize(1);
    expectSettledLines(reply, model);
  }

  @Test
  void aRedirectIsNotFollowedAndNoKeyLeavesForAnotherHost() throws IOException {
    try (FakeProvider elsewhere = FakeProvider.start()) {
      String model =
          stage.model("moved", FakeBodies.redirect(elsewhere.baseUrl() + "/chat/completions"));

      Answer reply = tenant.chat(Bodies.chat(model));

      reply.expectError(502, "upstream_error");
      assertThat(elsewhere.served()).isZero();
      expectSettledLines(reply, model);
    }
  }

  @ParameterizedTest
  @EnumSource(RetryAfter.class)
  void whateverRetryAfterSaysTheReplyComesInTime(RetryAfter wait) {
    String model = stage.model("busy", FakeAnswer.error(429).header("Retry-After", wait.value));
    long start = System.nanoTime();

    Answer reply = tenant.chat(Bodies.chat(model));

    reply.expectError(429, "provider_rate_limited");
    assertThat(since(start)).isLessThan(BOUND);
    assertThat(reply.header("Retry-After")).matches("[0-9]+");
  }

  /** What providers write into {@code Retry-After}. */
  enum RetryAfter {
    SECONDS("1"),
    A_DATE("Wed, 21 Oct 2015 07:28:00 GMT"),
    NEGATIVE("-5"),
    HUGE("99999999999999999999"),
    WORDS("soon");

    private final String value;

    RetryAfter(String value) {
      this.value = value;
    }
  }

  @Test
  void aNameThatDoesNotResolveIsNotSent() {
    String id = "unresolved" + System.nanoTime();
    stage.addProvider(id, "https://no-such-host.invalid/v1");
    String model = stage.modelOf(id, "lost");

    Answer reply = tenant.chat(Bodies.chat(model));

    assertThat(reply.status()).isIn(502, 503);
    assertThat(Bill.of(tenant, reply).lines())
        .allSatisfy(line -> assertThat(line.path("outcome").asString()).isEqualTo("not_sent"));
  }

  private void expectSettledLines(Answer reply, String model) {
    Bill bill = Bill.of(tenant, reply);
    assertThat(bill.receipt().number("/open_calls")).isZero();
    List<JsonNode> lines = bill.lines(model);
    assertThat(lines).hasSameSizeAs(stage.provider().calls(model));
    assertThat(lines)
        .allSatisfy(line ->
            assertThat(line.path("outcome").asString())
                .isIn("error", "timeout", "truncated", "not_sent"));
    lines.forEach(Bill::expectRecomputes);
  }

  private void expectHealthy() {
    String fine = stage.model("fine", FakeAnswer.text("fine"));
    assertThat(tenant.chat(Bodies.chat(fine)).expect(200).string("/choices/0/message/content"))
        .isEqualTo("fine");
  }

  private static String nameOf(Nonsense nonsense) {
    return nonsense.name().toLowerCase(Locale.ROOT);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
