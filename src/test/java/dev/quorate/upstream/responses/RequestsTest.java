package dev.quorate.upstream.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.request.Asked;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.ToolOffer;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.Recordings;
import dev.quorate.upstream.wire.WireJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RequestsTest {
  @Test
  void theLeastRequestIsModelInputAndCapAndIsNotStored() {
    assertThat(written(Asked.question()))
        .isEqualTo(
            "{\"model\":\"one-2026\",\"input\":[{\"type\":\"message\",\"role\":\"user\",\"content\":\"A"
                + " secret question?\"}],\"max_output_tokens\":1000,\"store\":false,"
                + "\"stream\":false}");
  }

  @Test
  void everythingIsSaid() {
    byte[] recorded = Recordings.recorded("openai-responses", "everything.request.json");
    String written =
        Recordings.written(Requests.of(Recordings.model("one-2026"), Asked.everything(), true));

    assertThat(WireJson.MAPPER.readTree(written)).isEqualTo(WireJson.MAPPER.readTree(recorded));
  }

  @Test
  void noPromptIsInTheRecordsText() {
    assertThat(Requests.of(Recordings.model("one-2026"), Asked.question(), false).toString())
        .doesNotContain("secret");
  }

  @Test
  void choicesAreWordsOrAFunction() {
    assertThat(choice(Asked.offer(ToolChoice.AUTO, null))).isEmpty();
    assertThat(choice(Asked.offer(ToolChoice.NONE, null))).isEqualTo("\"none\"");
    assertThat(choice(Asked.offer(ToolChoice.REQUIRED, null))).isEqualTo("\"required\"");
    assertThat(choice(Asked.tools(null))).isEqualTo("{\"type\":\"function\",\"name\":\"weather\"}");
  }

  @Test
  void formatsAreTextFormats() {
    ModelRequest object = Asked.question(Asked.settings(new ResponseFormat.JsonObject(), null));

    assertThat(tree(object).path("text")).hasToString("{\"format\":{\"type\":\"json_object\"}}");
    assertThat(tree(Asked.question()).has("text")).isFalse();
  }

  @Test
  void aLastTurnByTheAssistantIsFollowedByARequestToGoOn() {
    ModelRequest request = Asked.talk(Turn.User.text("Hi"), new Turn.Assistant("It is", List.of()));

    assertThat(tree(request).at("/input/2/content").stringValue()).isEqualTo("Continue.");
  }

  @Test
  void callsOfThePastWithoutToolsAreToldInWords() {
    ModelRequest request = new ModelRequest(Asked.history(), Asked.question().settings(), false);

    assertThat(written(request))
        .contains("[I called the tool weather")
        .doesNotContain("function_call");
  }

  private static String choice(ToolOffer offer) {
    JsonNode choice = tree(Asked.question(offer)).path("tool_choice");
    return choice.isMissingNode() ? "" : choice.toString();
  }

  private static JsonNode tree(ModelRequest request) {
    return WireJson.MAPPER.readTree(written(request));
  }

  private static String written(ModelRequest request) {
    return Recordings.written(Requests.of(Recordings.model("one-2026"), request, false));
  }
}
