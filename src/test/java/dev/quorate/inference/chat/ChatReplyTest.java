package dev.quorate.inference.chat;

import dev.quorate.inference.Golden;
import dev.quorate.inference.InferenceWorld;
import org.junit.jupiter.api.Test;

class ChatReplyTest {
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"P=NP?\"}]";

  private final InferenceWorld world = Golden.world();

  @Test
  void directAnswer() {
    Golden.mustEqual(
        "chat-direct.json",
        world.ask(new ChatEndpoint(), "{\"model\":\"acme/cut\",\"user\":\"u\"," + MESSAGES + "}"));
  }

  @Test
  void degradedFusion() {
    Golden.mustEqual(
        "chat-fusion.json",
        world.ask(
            new ChatEndpoint(),
            "{\"model\":\"fusion\","
                + MESSAGES
                + ",\"fusion\":{\"analysis_models\":[\"acme/one\",\"acme/two\"],"
                + "\"synthesis_model\":\"acme/judge\",\"seed\":41}}"));
  }

  @Test
  void failedFusion() {
    Golden.mustEqual(
        "chat-failed.json",
        world.ask(
            new ChatEndpoint(),
            "{\"model\":\"fusion\","
                + MESSAGES
                + ",\"fusion\":{\"analysis_models\":[\"acme/one\",\"acme/two\"],"
                + "\"min_answers\":2,\"seed\":41}}"));
  }
}
