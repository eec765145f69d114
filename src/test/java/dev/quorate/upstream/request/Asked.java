package dev.quorate.upstream.request;

import dev.quorate.upstream.request.Turn.Instructions;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Neutral requests for the tests of all dialects. */
public final class Asked {
  public static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"minLength\":1}},"
          + "\"required\":[\"city\"]}";

  private static final String PARAMETERS =
      "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";

  private Asked() {}

  /** A request that uses everything: roles, pictures, tools of the past, all settings. */
  public static ModelRequest everything() {
    return new ModelRequest(history(), settings(schema(), "high"), tools(false), true);
  }

  /** Turns of every kind. */
  public static Conversation history() {
    return new Conversation(
        List.of(
            new Instructions(Instructions.Role.SYSTEM, "You are a guide."),
            new Instructions(Instructions.Role.DEVELOPER, "Be brief."),
            new Turn.User(
                List.of(
                    new ContentPart.Text("Where is this?"),
                    new ContentPart.Image("data:image/png;base64,iVBORw0KGgo=", "low"),
                    new ContentPart.Image("https://example.org/tower.jpg?size=2", null))),
            new Turn.Assistant(
                "Let me look.",
                List.of(
                    new Turn.ToolCall("call.1", "weather", "{\"city\":\"Paris\"}"),
                    new Turn.ToolCall("call_2", "get_time", ""))),
            new Turn.ToolResult("call.1", "{\"sky\":\"blue\"}"),
            new Turn.ToolResult("call_2", "noon"),
            Turn.User.text("And tomorrow?")));
  }

  public static ToolOffer tools(@Nullable Boolean parallel) {
    return offer(new ToolChoice.Named("weather"), parallel);
  }

  public static ToolOffer offer(ToolChoice choice, @Nullable Boolean parallel) {
    return new ToolOffer(
        List.of(
            new Tool("weather", "Looks out of the window.", PARAMETERS, true),
            new Tool("get_time", null, null, null)),
        choice,
        parallel);
  }

  public static ResponseFormat schema() {
    return new ResponseFormat.JsonSchema("answer", "A place.", SCHEMA, true);
  }

  /** Every setting there is. */
  public static GenerationSettings settings(ResponseFormat format, @Nullable String effort) {
    return new GenerationSettings(
        4000,
        false,
        new BigDecimal("1.20"),
        new BigDecimal("0.9"),
        List.of("END"),
        format,
        -5L,
        effort);
  }

  /** One question, capped. */
  public static ModelRequest question() {
    return question(GenerationSettings.capped(1000));
  }

  public static ModelRequest question(GenerationSettings settings) {
    return new ModelRequest(
        new Conversation(List.of(Turn.User.text("A secret question?"))), settings, false);
  }

  /** A question with an effort and a cap. */
  public static ModelRequest question(@Nullable String effort, int cap) {
    return question(
        new GenerationSettings(
            cap, true, null, null, List.of(), new ResponseFormat.PlainText(), null, effort));
  }

  /** A question with tools. */
  public static ModelRequest question(ToolOffer tools) {
    ModelRequest plain = question();
    return new ModelRequest(plain.conversation(), plain.settings(), tools, false);
  }

  /** A conversation and nothing else. */
  public static ModelRequest talk(Turn... turns) {
    return new ModelRequest(
        new Conversation(List.of(turns)), GenerationSettings.capped(1000), false);
  }
}
