package dev.quorate.inference.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.http.Fields;
import dev.quorate.inference.FusionOptions;
import dev.quorate.inference.InferenceWorld;
import dev.quorate.inference.TurnOptions;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Through which members a request names its preset, and what becomes of two of them. */
class PresetDoorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'model':'fusion','fusion':{'preset':'p@2'}} | fusion.preset",
        "{'model':'fusion','preset':'p@2'} | preset",
        "{'model':'@preset/p@2'} | model",
        "{'model':'@preset/p@2','preset':'p@2','fusion':{'preset':'p@2'}} | model",
      })
  void mergeFormHasThreeDoors(String body, String field) {
    FusionOptions options = merge(body);

    assertThat(options.preset()).isEqualTo(new AskedPreset("p@2", field));
    assertThat(TurnOptions.read(fields(body), model(body))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'model':'acme/one','plugins':[{'id':'fusion','preset':'p'}]} | plugins[0].preset |"
            + " acme/one",
        "{'model':'acme/one@preset/p'} | model | acme/one",
        "{'model':'acme/one','preset':'p'} | preset | acme/one",
        "{'model':'openrouter/fusion@preset/p'} | model | openrouter/fusion",
        "{'model':'openrouter/fusion','preset':'p'} | preset | openrouter/fusion",
        "{'model':'acme/one','preset':'p','tools':[{'type':'openrouter:fusion'}]} | preset |"
            + " acme/one",
      })
  void openRouterFormHasThree(String body, String field, String outer) {
    TurnOptions options = TurnOptions.read(fields(body), model(body));

    assertThat(options).isNotNull();
    assertThat(options.preset()).isEqualTo(new AskedPreset("p", field));
    assertThat(options.outer()).isEqualTo(outer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'model':'@preset/a','preset':'b'} | preset",
        "{'model':'@preset/a','fusion':{'preset':'a@1'}} | fusion.preset",
        "{'model':'fusion','preset':'a','fusion':{'preset':'b'}} | fusion.preset",
        "{'model':'acme/one@preset/a','plugins':[{'id':'fusion','preset':'b'}]} |"
            + " plugins[0].preset",
        "{'model':'acme/one@preset/a','preset':'b'} | preset",
      })
  void twoNamesAreAConflict(String body, String param) {
    assertThatThrownBy(
            () -> {
              if (TurnOptions.read(fields(body), model(body)) == null) {
                merge(body);
              }
            })
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.PRESET_CONFLICT);
              assertThat(refusal.param()).isEqualTo(param);
            });
  }

  @Test
  void modelWithoutAPresetIsReadAsItIs() {
    assertThat(AskedModel.of("acme/one@2")).isEqualTo(new AskedModel("acme/one@2", null));
  }

  private static FusionOptions merge(String body) {
    FusionOptions options = FusionOptions.read(fields(body), model(body));
    assertThat(options).isNotNull();
    return options;
  }

  private static String model(String body) {
    return fields(body).requiredText("model", 200);
  }

  private static Fields fields(String body) {
    return Fields.of((ObjectNode) InferenceWorld.JSON.readTree(body.replace('\'', '"')), "");
  }
}
