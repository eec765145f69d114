package dev.quorate.inference.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.Reply;
import dev.quorate.http.Streams;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.inference.chat.ChatForTests;
import dev.quorate.kernel.Tag;
import dev.quorate.runs.finished.FinishedFusion;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.request.Turn;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RunHistoryTest {
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
  private static final String FUSION =
      "{\"model\":\"fusion\","
          + MESSAGES
          + ",\"fusion\":{\"analysis_models\":[\"acme/one\",\"acme/two\"],\"synthesis_model\":\"acme/judge\"}}";

  private final InferenceWorld world = new InferenceWorld();

  private Reply ask(String body) {
    return world.ask(ChatForTests.ENDPOINT, body);
  }

  private FinishedFusion only() {
    assertThat(world.fusions.rows).hasSize(1);
    return world.fusions.rows.getFirst();
  }

  private JsonNode told() {
    return InferenceWorld.JSON.readTree(only().run().reveal());
  }

  @Test
  void aRunIsKeptWithEveryTextThoughTheReplyShowsNone() {
    Reply reply = ask(FUSION);

    assertThat(InferenceWorld.json(reply).at("/fusion/panel/0").has("text")).isFalse();
    assertThat(told().at("/fusion/panel/0/text").asString()).isEqualTo("acme/one says yes");
    assertThat(told().at("/fusion/panel/1/text").asString()).isEqualTo("acme/two says yes");
    assertThat(told().path("answer").asString()).isEqualTo("acme/judge says yes");
    assertThat(told().path("error").isNull()).isTrue();
    assertThat(told().at("/plan/synthesis_model").asString()).isEqualTo("acme/judge");
    assertThat(told().at("/fusion/cost/total").decimalValue())
        .isEqualByComparingTo(only().cost().wire());
    assertThat(only().status()).isEqualTo("full");
    assertThat(only().endpoint()).isEqualTo("chat.completions");
    assertThat(only().rejudgeOf()).isNull();
    KeptRequest request = KeptRequest.read(only().request(), Streams.json());
    assertThat(request.conversation().turns()).containsExactly(Turn.User.text("Hi"));
    assertThat(request.tags()).containsExactly(new Tag("team", "search"));
  }

  @Test
  void aFailedRunIsKeptWithWhatWasSaid() {
    world.script(
        "acme/one", any -> new CallResult.Failed(FailureKind.PROVIDER_ERROR, 500, "No.", null));
    Reply ignored = ask(FUSION.replace("\"fusion\":{", "\"fusion\":{\"min_answers\":2,"));

    assertThat(only().status()).isEqualTo("failed");
    assertThat(told().path("answer").isNull()).isTrue();
    assertThat(told().at("/error/code").asString()).isEqualTo("min_answers_not_met");
    assertThat(told().at("/fusion/panel/0").has("text")).isFalse();
    assertThat(told().at("/fusion/panel/1/text").asString()).isEqualTo("acme/two says yes");
  }

  @Test
  void aDirectCallLeavesNoRun() {
    Reply ignored = ask("{\"model\":\"acme/one\"," + MESSAGES + "}");

    assertThat(world.fusions.rows).isEmpty();
  }
}
