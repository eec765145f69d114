package dev.quorate.inference.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.fixtures.CharacterCounter;
import dev.quorate.fixtures.ScriptedWeb;
import dev.quorate.fusion.plan.RunPlanner;
import dev.quorate.http.Fields;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.kernel.GatewayException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What may stand in a preset: what may stand in a request. */
class SavedFusionTest {
  private final SavedFusion rules =
      new SavedFusion(
          new RunPlanner(new CharacterCounter(), ScriptedWeb.none()),
          InferenceWorld.catalog(),
          new DeploymentPresets("acme/one", "acme/one", "acme/one"),
          Clock.systemUTC());

  @Test
  void everyFieldOfARequestMayStandInAPreset() {
    Fields fusion =
        fusion(
            "{'analysis_models':['acme/one','acme/one'],'synthesis_model':'acme/judge',"
                + "'min_answers':1,'quorum':2,'grace_ms':1,'deadline_ms':1000,'judge_single':false,"
                + "'on_judge_failure':'fail','mode':'best_of','web':false,'max_tool_calls':3,"
                + "'include':['panel'],'seed':1,'progress':true,'max_cost_usd':0.5}");

    rules.check(fusion);

    assertThat(fusion.unread()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | panel_required | fusion.analysis_models",
        "{'analysis_models':[]} | panel_required | fusion.analysis_models",
        "{'analysis_models':['acme/one'],'xyz':1} | unknown_field | fusion.xyz",
        "{'analysis_models':['acme/one','acme/no-such']} | model_not_found |"
            + " fusion.analysis_models[1]",
        "{'analysis_models':['acme/one','bare']} | model_not_found | fusion.analysis_models[1]",
        "{'analysis_models':['acme/one'],'synthesis_model':'acme/no-such'} | model_not_found |"
            + " fusion.synthesis_model",
        "{'analysis_models':['openrouter/fusion']} | fusion_recursion | fusion.analysis_models[0]",
        "{'analysis_models':['acme/one'],'synthesis_model':'fusion'} | fusion_recursion |"
            + " fusion.synthesis_model",
        "{'analysis_models':['a/b','a/b','a/b','a/b','a/b','a/b','a/b','a/b','a/b']} |"
            + " invalid_value | fusion.analysis_models",
        "{'analysis_models':['acme/one'],'quorum':2} | invalid_value | fusion.quorum",
        "{'analysis_models':['acme/one','acme/two'],'min_answers':2,'quorum':1} | invalid_value |"
            + " fusion.min_answers",
        "{'analysis_models':['acme/one'],'deadline_ms':600001} | invalid_value |"
            + " fusion.deadline_ms",
        "{'analysis_models':['acme/one'],'preset':'other'} | invalid_value | fusion.preset",
        "{'analysis_models':['acme/one'],'web':true} | web_unavailable | fusion.web",
      })
  void whatARequestIsRefusedForIsNotSaved(String fusion, String code, String param) {
    assertThatThrownBy(() -> rules.check(fusion(fusion)))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.code().code()).isEqualTo(code);
              assertThat(refusal.param()).isEqualTo(param);
            });
  }

  private static Fields fusion(String json) {
    return Fields.of((ObjectNode) InferenceWorld.JSON.readTree(json.replace('\'', '"')), "fusion");
  }
}
