package dev.quorate.inference.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.inference.InferenceWorld;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExamplesTest {
  private final InferenceWorld world = new InferenceWorld();

  @Test
  void requestsOfTheDescriptionAreServed() {
    assertThat(world.ask(new ChatEndpoint(), Examples.DIRECT_REQUEST).status()).isEqualTo(200);
    assertThat(world.ask(new ChatEndpoint(), Examples.FUSION_REQUEST).status()).isEqualTo(200);
  }

  @Test
  void replyOfTheDescriptionHasTheMembersOfARealOne() {
    JsonNode real = InferenceWorld.json(world.ask(new ChatEndpoint(), Examples.FUSION_REQUEST));
    JsonNode shown = InferenceWorld.JSON.readTree(Examples.FUSION_REPLY);

    assertThat(shown.propertyNames()).containsExactlyElementsOf(real.propertyNames());
    assertThat(shown.path("fusion").propertyNames())
        .containsExactlyElementsOf(real.path("fusion").propertyNames());
    assertThat(shown.at("/fusion/panel/0").propertyNames())
        .containsExactlyElementsOf(real.at("/fusion/panel/0").propertyNames());
    assertThat(shown.at("/fusion/cost").propertyNames())
        .containsExactlyElementsOf(real.at("/fusion/cost").propertyNames());
  }
}
