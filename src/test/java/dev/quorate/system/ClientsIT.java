package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStatus;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The clients people have: the official one for Java, and LangChain4j. */
@ExtendWith(StageExtension.class)
class ClientsIT {
  private final Stage stage;
  private final Tenant tenant;
  private final OpenAIClient openai;

  ClientsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
    this.openai = client(tenant.key());
  }

  @AfterEach
  void closeClient() {
    openai.close();
  }

  @Test
  void openaiJavaGetsTheSeedsFusionThroughResponses() {
    String one = stage.model("one", FakeAnswer.text("Paris, I think.").usage(20, 6));
    String two = stage.model("two", FakeAnswer.text("Paris").usage(20, 2));
    stage.provider().script(one, FakeAnswer.text("Paris, I think."), FakeAnswer.text("Paris."));

    Response response =
        openai
            .responses()
            .create(
                ResponseCreateParams.builder()
                    .model("fusion")
                    .input("What is the capital of France?")
                    .maxOutputTokens(200)
                    .temperature(0.2)
                    .putAdditionalBodyProperty("fusion", fusion(List.of(one, two), one))
                    .build());

    assertThat(response.validate().id()).startsWith("resp_");
    assertThat(response.status()).contains(ResponseStatus.COMPLETED);
    assertThat(response.output().getFirst().asMessage().content().getFirst().asOutputText().text())
        .isEqualTo("Paris.");
    JsonNode fusion = json(response._allProperties().get("fusion"));
    assertThat(fusion.path("status").asString()).isEqualTo("full");
    assertThat(response.usage().orElseThrow().totalTokens()).isEqualTo(52);
    Answer receipt = tenant.receipt(response.id());
    assertThat(receipt.number("/cost"))
        .isEqualByComparingTo(fusion.at("/cost/total").decimalValue());
    assertThat(receipt.list("/lines")).hasSize(3);
  }

  @Test
  void openaiJavaGetsFusionThroughChat() {
    String one = stage.model("one", FakeAnswer.text("merged"));

    ChatCompletion completion =
        openai
            .chat()
            .completions()
            .create(
                chat("fusion")
                    .putAdditionalBodyProperty("fusion", fusion(List.of(one, one), one))
                    .build());

    assertThat(completion.validate().choices().getFirst().message().content()).contains("merged");
    assertThat(json(completion._allProperties().get("fusion")).path("status").asString())
        .isEqualTo("full");
  }

  @Test
  void openaiJavaCallsAModelDirectly() {
    String model = stage.model("plain", FakeAnswer.text("Hello.").usage(9, 3, 4, 1));

    ChatCompletion chat = openai.chat().completions().create(chat(model).build());
    Response response =
        openai.responses().create(ResponseCreateParams.builder().model(model).input("Hi").build());

    assertThat(chat.validate().choices().getFirst().message().content()).contains("Hello.");
    assertThat(chat.model()).isEqualTo(model);
    assertThat(chat.usage().orElseThrow().promptTokensDetails().orElseThrow().cachedTokens())
        .contains(3L);
    assertThat(response.validate().usage().orElseThrow().outputTokensDetails().reasoningTokens())
        .isEqualTo(1);
  }

  @Test
  void openaiJavaUnderstandsEveryRefusal() {
    String busy = stage.model("busy", FakeAnswer.error(429).header("Retry-After", "1"));
    String broken = stage.model("broken", FakeAnswer.error(500));

    expect(BadRequestException.class, 400, "panel_required", "fusion");
    expect(NotFoundException.class, 404, "model_not_found", "no/such");
    expect(RateLimitException.class, 429, "provider_rate_limited", busy);
    expect(InternalServerException.class, 502, "upstream_error", broken);
    OpenAIClient stranger = client("qrt_live_nobody");
    assertThatThrownBy(() -> stranger.chat().completions().create(chat(busy).build()))
        .isInstanceOf(UnauthorizedException.class);
    stranger.close();
  }

  @Test
  void openaiJavaListsTheModels() {
    String model = stage.model("listed", FakeAnswer.text("x"));

    assertThat(openai.models().list().data()).extracting(m -> m.id()).contains(model, "fusion");
    assertThat(openai.models().retrieve(model).id()).isEqualTo(model);
  }

  @Test
  void langChain4jCallsAModelAndAFusion() {
    String one = stage.model("one", FakeAnswer.text("through the chain").usage(11, 7));
    OpenAiChatModel plain = langChain(one).build();
    OpenAiChatModel fused =
        langChain("fusion")
            .customParameters(
                Map.of(
                    "fusion", Map.of("analysis_models", List.of(one, one), "synthesis_model", one)))
            .build();

    ChatResponse direct = plain.chat(SystemMessage.from("Be brief."), UserMessage.from("Hello"));
    ChatResponse merged = fused.chat(SystemMessage.from("Be brief."), UserMessage.from("Hello"));

    assertThat(direct.aiMessage().text()).isEqualTo("through the chain");
    assertThat(direct.tokenUsage().totalTokenCount()).isEqualTo(18);
    assertThat(merged.aiMessage().text()).isEqualTo("through the chain");
    assertThat(merged.tokenUsage().totalTokenCount()).isEqualTo(54);
    assertThat(stage.provider().calls(one)).hasSize(4);
  }

  private <E extends OpenAIServiceException> void expect(
      Class<E> type, int status, String code, String model) {
    assertThatThrownBy(() -> openai.chat().completions().create(chat(model).build()))
        .isInstanceOfSatisfying(
            type,
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.code()).contains(code);
              assertThat(e.headers().values("x-request-id")).hasSize(1);
            });
  }

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(stage.server().url() + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .timeout(Duration.ofSeconds(60))
        .build();
  }

  private OpenAiChatModel.OpenAiChatModelBuilder langChain(String model) {
    return OpenAiChatModel.builder()
        .baseUrl(stage.server().url() + "/v1")
        .apiKey(tenant.key())
        .modelName(model)
        .maxRetries(0);
  }

  private static ChatCompletionCreateParams.Builder chat(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Hello");
  }

  private static JsonValue fusion(List<String> panel, String judge) {
    return JsonValue.from(Map.of("analysis_models", panel, "synthesis_model", judge));
  }

  private static JsonNode json(JsonValue value) {
    return Answer.JSON.readTree(
        com.openai.core.ObjectMappers.jsonMapper().valueToTree(value).toString());
  }
}
