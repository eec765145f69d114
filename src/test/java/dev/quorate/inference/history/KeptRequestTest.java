package dev.quorate.inference.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.fusion.plan.OnJudgeFailure;
import dev.quorate.fusion.plan.RunPlan;
import dev.quorate.http.Streams;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.Tag;
import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ResponseFormat;
import dev.quorate.upstream.request.Turn;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptRequestTest {
  static List<ResponseFormat> formats() {
    return List.of(
        new ResponseFormat.PlainText(),
        new ResponseFormat.JsonObject(),
        new ResponseFormat.JsonSchema("answer", null, "{\"type\":\"object\"}", true));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsReadIsWhatWasWritten(ResponseFormat format) {
    Conversation conversation =
        new Conversation(
            List.of(
                new Turn.Instructions(Turn.Instructions.Role.DEVELOPER, "Be brief.\u0000"),
                new Turn.User(
                    List.of(
                        new ContentPart.Text("What is this?"),
                        new ContentPart.Image("https://example.org/a.png", null))),
                new Turn.Assistant("", List.of(new Turn.ToolCall("c1", "look", "{\"a\":1}"))),
                new Turn.ToolResult("c1", "a cat"),
                Turn.User.text("So?")));
    KeptRequest request =
        new KeptRequest(
            conversation,
            new CallerSettings(
                100, new BigDecimal("0.25"), null, List.of("END"), format, 7L, "low"),
            90_000,
            false,
            OnJudgeFailure.FAIL,
            true,
            3,
            new BigDecimal("0.10"),
            new RunPlan.Shown(true, false),
            List.of(new Tag("team", "search")));

    assertThat(KeptRequest.read(request.written(Streams.json()), Streams.json()))
        .isEqualTo(request);
  }

  @Test
  void whatAnotherVersionWroteIsNotGuessedAt() {
    Sensitive<String> body = Sensitive.of("{\"model\":\"fusion\",\"input\":\"Hi\"}");

    assertThat(KeptRequest.read(body, Streams.json())).isNull();
  }
}
