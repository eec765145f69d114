package dev.quorate.inference.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.http.Reply;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.inference.chat.ChatForTests;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a preset changes about a run, seen in the reply and in the ledger's opening. */
class AppliedPresetsTest {
  private static final String SAVED =
      """
      {"analysis_models":["acme/one","acme/two"],"synthesis_model":"acme/judge","seed":41,
       "include":["panel"]}\
      """;

  private final InferenceWorld world = new InferenceWorld();

  AppliedPresetsTest() {
    world.presets.save("reviewers", SAVED);
  }

  @Test
  void presetIsThePanelAndTheReplyNamesItsVersion() {
    JsonNode reply = ask("{'model':'@preset/reviewers',MESSAGES}");

    assertThat(reply.at("/model").asString()).isEqualTo("@preset/reviewers");
    assertThat(reply.at("/fusion/preset").asString()).isEqualTo("reviewers@1");
    assertThat(panel(reply)).containsExactly("acme/one", "acme/two");
    assertThat(reply.at("/fusion/judge/model").asString()).isEqualTo("acme/judge");
    assertThat(reply.at("/fusion/seed").asLong()).isEqualTo(41);
    assertThat(reply.at("/fusion/panel/0/text").asString()).isNotEmpty();
    assertThat(world.openedPresets()).containsExactly("reviewers@1");
  }

  @Test
  void explicitFieldsWin() {
    JsonNode reply =
        ask(
            "{'model':'fusion','fusion':{'preset':'reviewers','analysis_models':['acme/three'],"
                + "'include':[],'seed':7},MESSAGES}");

    assertThat(panel(reply)).containsExactly("acme/three");
    assertThat(reply.at("/fusion/judge/model").asString()).isEqualTo("acme/judge");
    assertThat(reply.at("/fusion/seed").asLong()).isEqualTo(7);
    assertThat(reply.at("/fusion/panel/0").has("text")).isFalse();
    assertThat(reply.at("/fusion/preset").asString()).isEqualTo("reviewers@1");
  }

  @Test
  void designatedVersionIsUsedUnlessAnotherIsNamed() {
    world.presets.save("reviewers", "{\"analysis_models\":[\"acme/new\"]}");

    assertThat(panel(ask("{'model':'fusion','preset':'reviewers',MESSAGES}")))
        .containsExactly("acme/new");
    assertThat(panel(ask("{'model':'fusion','preset':'reviewers@1',MESSAGES}")))
        .containsExactly("acme/one", "acme/two");
  }

  @Test
  void deploymentsPresetsServeTheMergeFormToo() {
    JsonNode reply = ask("{'model':'fusion','fusion':{'preset':'general-high'},MESSAGES}");

    assertThat(reply.at("/fusion/preset").asString()).isEqualTo("quality");
    assertThat(panel(reply)).containsExactly("acme/one", "acme/two");
  }

  @Test
  void openRouterFormTakesPanelJudgeAndLimitsFromIt() {
    world.script("acme/outer", InferenceWorld.askingThePanel("written"));

    JsonNode reply = ask("{'model':'acme/outer@preset/reviewers','tool_choice':'auto',MESSAGES}");

    assertThat(reply.at("/model").asString()).isEqualTo("acme/outer");
    assertThat(reply.at("/fusion/preset").asString()).isEqualTo("reviewers@1");
    assertThat(panel(reply)).containsExactly("acme/one", "acme/two");
    assertThat(reply.at("/fusion/judge/model").asString()).isEqualTo("acme/judge");
    assertThat(reply.at("/fusion/panel/0/text").asString()).isNotEmpty();
  }

  @Test
  void defaultPresetMakesTheBareModelWork() {
    world.defaultPreset = "reviewers";

    assertThat(ask("{'model':'fusion',MESSAGES}").at("/fusion/preset").asString())
        .isEqualTo("reviewers@1");
    JsonNode own = ask("{'model':'fusion','fusion':{'analysis_models':['acme/three']},MESSAGES}");
    assertThat(own.at("/fusion/preset").isNull()).isTrue();
    assertThat(own.at("/fusion/judge/model").asString()).isEqualTo("acme/three");
  }

  @Test
  void bareModelWithoutOneNeedsAPanel() {
    expect("{'model':'fusion',MESSAGES}", ErrorCode.PANEL_REQUIRED, "fusion.analysis_models");
  }

  @Test
  void unknownAndDeletedPresetsAreRefusedAtTheDoorTheyCameThrough() {
    world.presets.delete("reviewers");

    expect("{'model':'@preset/reviewers',MESSAGES}", ErrorCode.PRESET_NOT_FOUND, "model");
    expect("{'model':'fusion','preset':'x y',MESSAGES}", ErrorCode.PRESET_NOT_FOUND, "preset");
    expect(
        "{'model':'fusion','fusion':{'preset':'quality@2'},MESSAGES}",
        ErrorCode.PRESET_NOT_FOUND,
        "fusion.preset");
    expect(
        "{'model':'acme/one','plugins':[{'id':'fusion','preset':'reviewers'}],MESSAGES}",
        ErrorCode.PRESET_NOT_FOUND,
        "plugins[0].preset");
  }

  @Test
  void capOfThePresetStopsARunThatMayCostMore() {
    world.presets.save("cheap", "{\"analysis_models\":[\"acme/one\"],\"max_cost_usd\":0.001}");

    expect(
        "{'model':'@preset/cheap',MESSAGES}", ErrorCode.MAX_COST_EXCEEDED, "fusion.max_cost_usd");
    assertThat(
            ask("{'model':'@preset/cheap','fusion':{'max_cost_usd':'5'},MESSAGES}")
                .at("/fusion/status")
                .asString())
        .isEqualTo("single");
  }

  @Test
  void capHoldsInTheOpenRouterFormToo() {
    expect(
        "{'model':'acme/one','plugins':[{'id':'fusion'}],'fusion':{'max_cost_usd':0.001},MESSAGES}",
        ErrorCode.MAX_COST_EXCEEDED,
        "fusion.max_cost_usd");
    assertThat(world.openedPresets()).isEmpty();
  }

  @Test
  void modelsOfAPresetGoThroughTheKeysAllowList() {
    world.allow("acme/one");

    expect(
        "{'model':'@preset/reviewers',MESSAGES}",
        ErrorCode.MODEL_NOT_ALLOWED,
        "fusion.analysis_models[1]");
  }

  private static List<String> panel(JsonNode reply) {
    return reply.at("/fusion/panel").valueStream().map(p -> p.path("model").asString()).toList();
  }

  private JsonNode ask(String body) {
    Reply reply = world.ask(ChatForTests.ENDPOINT, whole(body));
    assertThat(reply.status()).isEqualTo(200);
    return InferenceWorld.json(reply);
  }

  private void expect(String body, ErrorCode code, String param) {
    assertThatThrownBy(() -> world.ask(ChatForTests.ENDPOINT, whole(body)))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.param()).isEqualTo(param);
            });
  }

  private static String whole(String body) {
    return body.replace("MESSAGES", "'messages':[{'role':'user','content':'Hi'}]")
        .replace('\'', '"');
  }

  @Test
  void aRefusalAfterItsPresetWasAppliedIsOnRecordWithIt() {
    world.allow("nobody/else");
    String body =
        "{\"model\":\"fusion\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"fusion\":{\"preset\":\"%s\"}}";

    assertThatThrownBy(() -> world.ask(ChatForTests.ENDPOINT, body.formatted("quality")))
        .isInstanceOf(GatewayException.class);
    assertThatThrownBy(() -> world.ask(ChatForTests.ENDPOINT, body.formatted("nobodys")))
        .isInstanceOf(GatewayException.class);

    assertThat(world.refusedPresets()).containsExactly("quality", null);
  }
}
