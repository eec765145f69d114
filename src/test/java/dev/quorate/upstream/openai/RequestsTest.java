package dev.quorate.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.GenerationSettings;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.request.Turn.Instructions;
import dev.quorate.upstream.wire.WireJson;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RequestsTest {
  private static final JsonMapper JSON = WireJson.MAPPER;
  private static final String ELSEWHERE = "http://localhost:11434/v1";
  private static final String OPENAI = "https://api.openai.com/v1";

  @Test
  void theLeastRequestIsModelMessagesAndCap() {
    assertThat(written(ELSEWHERE, GenerationSettings.capped(100), Turn.User.text("Hi")))
        .isEqualTo(
            "{\"model\":\"one-2026\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                + "\"max_tokens\":100,\"stream\":false}");
  }

  @Test
  void openAiGetsItsOwnNameForTheCap() {
    assertThat(written(OPENAI, GenerationSettings.capped(100), Turn.User.text("Hi")))
        .contains("\"max_completion_tokens\":100")
        .doesNotContain("max_tokens");
  }

  @Test
  void everySettingTravels() {
    GenerationSettings settings =
        new GenerationSettings(
            7,
            false,
            new BigDecimal("0.70"),
            new BigDecimal("1E-2"),
            List.of("END", "\n\n"),
            new ResponseFormat.JsonSchema(
                "answer", null, "{\"type\":\"object\",\"multipleOf\":0.10}", true),
            -5L,
            "low");

    assertThat(written(ELSEWHERE, settings, Turn.User.text("Hi")))
        .endsWith(
            "\"max_tokens\":7,\"temperature\":0.70,\"top_p\":0.01,\"stop\":[\"END\",\"\\n\\n\"],"
                + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\","
                + "\"schema\":{\"type\":\"object\",\"multipleOf\":0.10},\"strict\":true}},"
                + "\"seed\":-5,\"reasoning_effort\":\"low\",\"stream\":false}");
  }

  @Test
  void jsonObjectIsAFormatOfItsOwn() {
    GenerationSettings settings =
        new GenerationSettings(
            7, true, null, null, List.of(), new ResponseFormat.JsonObject(), null, null);

    assertThat(written(ELSEWHERE, settings, Turn.User.text("Hi")))
        .contains("\"response_format\":{\"type\":\"json_object\"}");
  }

  @Test
  void picturesMakeThePartsAnArray() {
    Turn.User look =
        new Turn.User(
            List.of(
                new ContentPart.Text("What is this?"),
                new ContentPart.Image("data:image/png;base64,AAAA", "low"),
                new ContentPart.Image("https://example.org/a.png", null)));

    assertThat(written(ELSEWHERE, GenerationSettings.capped(1), look))
        .contains(
            "\"content\":[{\"type\":\"text\",\"text\":\"What is this?\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\",\"detail\":\"low\"}},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.org/a.png\"}}]");
  }

  @Test
  void severalTextPartsAreOneString() {
    Turn.User two =
        new Turn.User(List.of(new ContentPart.Text("One"), new ContentPart.Text("Two")));

    assertThat(written(ELSEWHERE, GenerationSettings.capped(1), two))
        .contains("\"content\":\"One\\nTwo\"");
  }

  @Test
  void onlyOpenAiHearsOfDevelopers() {
    Turn developer = new Instructions(Instructions.Role.DEVELOPER, "Be brief.");
    Turn user = Turn.User.text("Hi");

    assertThat(written(OPENAI, GenerationSettings.capped(1), developer, user))
        .contains("{\"role\":\"developer\",\"content\":\"Be brief.\"}");
    assertThat(written(ELSEWHERE, GenerationSettings.capped(1), developer, user))
        .contains("{\"role\":\"system\",\"content\":\"Be brief.\"}");
  }

  @Test
  void noPromptIsInTheRecordsText() {
    ModelRequest request =
        new ModelRequest(
            new Conversation(List.of(Turn.User.text("secret plan"))),
            GenerationSettings.capped(1),
            false);

    assertThat(new Requests(JSON).of(Wire.model(ELSEWHERE), request, false).toString())
        .doesNotContain("secret");
  }

  private static String written(String base, GenerationSettings settings, Turn... turns) {
    ModelRequest request = new ModelRequest(new Conversation(List.of(turns)), settings, false);
    return JSON.writeValueAsString(new Requests(JSON).of(Wire.model(base), request, false));
  }
}
