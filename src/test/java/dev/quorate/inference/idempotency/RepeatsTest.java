package dev.quorate.inference.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.http.Document;
import dev.quorate.http.Reply;
import dev.quorate.http.Streams;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.inference.chat.ChatForTests;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import dev.quorate.runs.MemoryKeys;
import dev.quorate.runs.RunFixtures;
import dev.quorate.runs.idempotency.IdempotencyKeys;
import dev.quorate.runs.idempotency.KeyRows;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private static final String ASKED =
      "{\"model\":\"acme/one\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  private final MemoryKeys rows = new MemoryKeys();
  private final InferenceWorld world = new InferenceWorld().withHeader("idempotency-key", "k-1");
  private final AtomicInteger asked = new AtomicInteger();
  private boolean keeps = true;

  RepeatsTest() {
    IdempotencyKeys keys = RunFixtures.keys(rows, workspace -> keeps);
    Endings endings = new Endings(keys, Streams.json(), Thread::startVirtualThread);
    world.repeats = new Repeats(keys, endings, new LeftRuns(null, null, null), Streams.json());
    answers(new CallResult.Answered("Yes.", FinishReason.STOP));
  }

  private void answers(CallResult result) {
    world.script(
        "acme/one",
        request -> {
          asked.incrementAndGet();
          return result;
        });
  }

  private Reply ask(String body) {
    world.id = RequestId.create(RunFixtures.CLOCK);
    return world.ask(ChatForTests.ENDPOINT, body);
  }

  private static String text(Reply reply) {
    return new String(((Document) reply.body()).bytes(), StandardCharsets.UTF_8);
  }

  private static ErrorCode codeOf(Throwable refusal) {
    return ((GatewayException) refusal).code();
  }

  @Test
  void theSecondTimeIsToldWhatTheFirstEndedIn() {
    Reply first = ask(ASKED);
    RequestId id = world.id;
    Reply again = ask(ASKED);

    assertThat(text(first)).contains("Yes.");
    assertThat(text(again)).isEqualTo(text(first));
    assertThat(again.headers())
        .containsAllEntriesOf(first.headers())
        .containsEntry("x-request-id", id.asRequest())
        .containsEntry("idempotent-replayed", "true");
    assertThat(asked).hasValue(1);
  }

  @Test
  void aStreamIsToldInTheSameEvents() {
    String streamed = ASKED.replace("{\"model\"", "{\"stream\":true,\"model\"");
    String first = Streams.textOf(ask(streamed));
    String again = Streams.textOf(ask(streamed));

    assertThat(first).contains("Yes.", "[DONE]");
    assertThat(again).isEqualTo(first);
    assertThat(asked).hasValue(1);
  }

  @Test
  void anotherBodyIsAnotherRequest() {
    Reply ignored = ask(ASKED);

    assertThatThrownBy(() -> ask(ASKED + " "))
        .satisfies(
            refusal -> assertThat(codeOf(refusal)).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED));
  }

  @Test
  void whileTheFirstRunsTheSecondIsSentAway() {
    world.script(
        "acme/one",
        request -> {
          assertThatThrownBy(() -> ask(ASKED))
              .satisfies(refusal -> {
                assertThat(codeOf(refusal)).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_IN_USE);
                assertThat(((GatewayException) refusal).retryAfter()).isNotNull();
              });
          return new CallResult.Answered("Yes.", FinishReason.STOP);
        });

    assertThat(ask(ASKED).status()).isEqualTo(200);
  }

  @Test
  void aRefusalUsesNothingUp() {
    assertThatThrownBy(() -> ask(ASKED.replace("acme/one", "acme/no-such")))
        .isInstanceOf(GatewayException.class);

    assertThat(rows.rows).isEmpty();
    assertThat(ask(ASKED).status()).isEqualTo(200);
  }

  @Test
  void aFailureIsToldAgainWhereSomethingWasSent() {
    answers(new CallResult.Failed(FailureKind.PROVIDER_ERROR, 500, "No.", null));
    Reply first = ask(ASKED);
    Reply again = ask(ASKED);

    assertThat(first.status()).isEqualTo(502);
    assertThat(again.status()).isEqualTo(502);
    assertThat(text(again)).isEqualTo(text(first));
    assertThat(asked).hasValue(1);
  }

  @Test
  void whereNothingWasSentTheKeyIsFree() {
    answers(new CallResult.Failed(FailureKind.NOT_SENT, null, "Full.", null));
    assertThat(ask(ASKED).status()).isEqualTo(503);

    answers(new CallResult.Answered("Yes.", FinishReason.STOP));
    assertThat(ask(ASKED).status()).isEqualTo(200);
  }

  @Test
  void withoutRetentionARepetitionIsNeitherToldNorRun() {
    keeps = false;
    Reply ignored = ask(ASKED);
    RequestId id = world.id;

    assertThatThrownBy(() -> ask(ASKED))
        .hasMessageContaining(id.asRequest())
        .satisfies(refusal -> assertThat(codeOf(refusal)).isEqualTo(ErrorCode.REPLAY_UNAVAILABLE));
    assertThat(asked).hasValue(1);
  }

  @Test
  void anEndThatCannotBeWrittenDelaysNoReply() {
    world.script(
        "acme/one",
        request -> {
          rows.failures.add(new IllegalStateException("away"));
          return new CallResult.Answered("Yes.", FinishReason.STOP);
        });

    assertThat(ask(ASKED).status()).isEqualTo(200);
    assertThat(rows.rows.values()).extracting(KeyRows.Holder::done).containsExactly(false);
  }

  @Test
  void aKeyHasOneTo255Characters() {
    for (String key : new String[] {"", "k".repeat(256)}) {
      world.withHeader("idempotency-key", key);
      assertThatThrownBy(() -> ask(ASKED))
          .satisfies(refusal -> {
            assertThat(codeOf(refusal)).isEqualTo(ErrorCode.INVALID_VALUE);
            assertThat(((GatewayException) refusal).param()).isEqualTo("Idempotency-Key");
          });
    }
    assertThat(asked).hasValue(0);
  }
}
