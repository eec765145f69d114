package dev.quorate.inference.chat;

import static dev.quorate.kernel.ErrorCode.FUSION_RECURSION;
import static dev.quorate.kernel.ErrorCode.INVALID_VALUE;
import static dev.quorate.kernel.ErrorCode.MISSING_FIELD;
import static dev.quorate.kernel.ErrorCode.MODEL_NOT_FOUND;
import static dev.quorate.kernel.ErrorCode.NOT_WITH_FUSION;
import static dev.quorate.kernel.ErrorCode.PANEL_REQUIRED;
import static dev.quorate.kernel.ErrorCode.UNKNOWN_FIELD;
import static dev.quorate.kernel.ErrorCode.UNSUPPORTED_PARAMETER;
import static dev.quorate.kernel.ErrorCode.WEB_UNAVAILABLE;

import dev.quorate.inference.Malformed;
import dev.quorate.kernel.ErrorCode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedChatTest {

  @ParameterizedTest
  @MethodSource({"models", "messages", "parts", "settings", "unserved", "fusions"})
  void malformedRequestIsRefusedByName(Malformed request) {
    request.mustBeRefusedBy(new ChatEndpoint());
  }

  private static Malformed direct(String kind, String members, ErrorCode code, String param) {
    return new Malformed(
        kind,
        "{\"model\":\"acme/one\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"
            + (members.isEmpty() ? "" : "," + members)
            + "}",
        code,
        param);
  }

  private static Malformed message(String kind, String message, ErrorCode code, String param) {
    return new Malformed(
        kind, "{\"model\":\"acme/one\",\"messages\":[" + message + "]}", code, param);
  }

  private static Malformed part(String kind, String part, ErrorCode code, String param) {
    return message(
        kind,
        "{\"role\":\"user\",\"content\":[" + part + "]}",
        code,
        "messages[0].content[0]" + param);
  }

  private static Malformed fusion(String kind, String fusion, ErrorCode code, String param) {
    return new Malformed(
        kind,
        "{\"model\":\"fusion\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
            + fusion
            + "}",
        code,
        param);
  }

  private static Malformed panel(String kind, String members, ErrorCode code, String param) {
    return fusion(
        kind,
        "\"fusion\":{\"analysis_models\":[\"acme/one\",\"acme/two\"]," + members + "}",
        code,
        param);
  }

  static Stream<Malformed> models() {
    String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    return Stream.of(
        new Malformed("empty object", "{}", MISSING_FIELD, "model"),
        new Malformed("no model", "{" + messages + "}", MISSING_FIELD, "model"),
        new Malformed("model null", "{\"model\":null," + messages + "}", MISSING_FIELD, "model"),
        new Malformed("model empty", "{\"model\":\"\"," + messages + "}", INVALID_VALUE, "model"),
        new Malformed("model number", "{\"model\":7," + messages + "}", INVALID_VALUE, "model"),
        new Malformed(
            "model too long",
            "{\"model\":\"" + "m".repeat(201) + "\"," + messages + "}",
            INVALID_VALUE,
            "model"),
        new Malformed(
            "model no slug", "{\"model\":\"a b\"," + messages + "}", MODEL_NOT_FOUND, "model"),
        new Malformed(
            "model unknown",
            "{\"model\":\"acme/no-such\"," + messages + "}",
            MODEL_NOT_FOUND,
            "model"));
  }

  static Stream<Malformed> messages() {
    String head = "{\"model\":\"acme/one\",\"messages\":";
    return Stream.of(
        new Malformed("no messages", "{\"model\":\"acme/one\"}", MISSING_FIELD, "messages"),
        new Malformed("messages null", head + "null}", MISSING_FIELD, "messages"),
        new Malformed("messages text", head + "\"Hi\"}", INVALID_VALUE, "messages"),
        new Malformed("messages object", head + "{}}", INVALID_VALUE, "messages"),
        new Malformed("messages empty", head + "[]}", INVALID_VALUE, "messages"),
        new Malformed(
            "messages too many",
            head + "[" + "{},".repeat(2_000) + "{}]}",
            INVALID_VALUE,
            "messages"),
        message("message text", "\"Hi\"", INVALID_VALUE, "messages[0]"),
        message("message null", "null", INVALID_VALUE, "messages[0]"),
        message("no role", "{\"content\":\"Hi\"}", MISSING_FIELD, "messages[0].role"),
        message(
            "role unknown",
            "{\"role\":\"robot\",\"content\":\"Hi\"}",
            INVALID_VALUE,
            "messages[0].role"),
        message("role number", "{\"role\":1}", INVALID_VALUE, "messages[0].role"),
        message("no content", "{\"role\":\"user\"}", MISSING_FIELD, "messages[0].content"),
        message(
            "content number",
            "{\"role\":\"user\",\"content\":4}",
            INVALID_VALUE,
            "messages[0].content"),
        message(
            "content object",
            "{\"role\":\"system\",\"content\":{}}",
            INVALID_VALUE,
            "messages[0].content"),
        message(
            "content with NUL",
            "{\"role\":\"user\",\"content\":\"a\\u0000b\"}",
            INVALID_VALUE,
            "messages[0].content"),
        message(
            "no parts", "{\"role\":\"user\",\"content\":[]}", INVALID_VALUE, "messages[0].content"),
        message(
            "assistant says nothing",
            "{\"role\":\"assistant\"}",
            MISSING_FIELD,
            "messages[0].content"),
        message(
            "tool without id",
            "{\"role\":\"tool\",\"content\":\"4\"}",
            MISSING_FIELD,
            "messages[0].tool_call_id"),
        message(
            "tool call without function",
            "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\"}]}",
            MISSING_FIELD,
            "messages[0].tool_calls[0].function"),
        message(
            "tool call without arguments",
            "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\"}}]}",
            MISSING_FIELD,
            "messages[0].tool_calls[0].function.arguments"),
        message(
            "tool call of another type",
            "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"type\":\"custom\"}]}",
            UNSUPPORTED_PARAMETER,
            "messages[0].tool_calls[0].type"),
        message(
            "tool calls text",
            "{\"role\":\"assistant\",\"tool_calls\":\"c\"}",
            INVALID_VALUE,
            "messages[0].tool_calls"));
  }

  static Stream<Malformed> parts() {
    String image = "{\"type\":\"image_url\",\"image_url\":";
    return Stream.of(
        part("part text", "\"Hi\"", INVALID_VALUE, ""),
        part("part without type", "{\"text\":\"Hi\"}", MISSING_FIELD, ".type"),
        part("part of unknown type", "{\"type\":\"smell\"}", UNSUPPORTED_PARAMETER, ".type"),
        part("part with sound", "{\"type\":\"input_audio\"}", UNSUPPORTED_PARAMETER, ".type"),
        part("part with file", "{\"type\":\"file\"}", UNSUPPORTED_PARAMETER, ".type"),
        part("text part without text", "{\"type\":\"text\"}", MISSING_FIELD, ".text"),
        part("text part number", "{\"type\":\"text\",\"text\":1}", INVALID_VALUE, ".text"),
        part("image absent", "{\"type\":\"image_url\"}", MISSING_FIELD, ".image_url"),
        part("image text", image + "\"https://a.example/b\"}", INVALID_VALUE, ".image_url"),
        part("image without url", image + "{}}", MISSING_FIELD, ".image_url.url"),
        part(
            "image by http",
            image + "{\"url\":\"http://a.example/b\"}}",
            INVALID_VALUE,
            ".image_url.url"),
        part(
            "image by file",
            image + "{\"url\":\"file:///etc/passwd\"}}",
            INVALID_VALUE,
            ".image_url.url"),
        part(
            "image data text",
            image + "{\"url\":\"data:text/html;base64,AA\"}}",
            INVALID_VALUE,
            ".image_url.url"),
        part(
            "image detail unknown",
            image + "{\"url\":\"https://a.example/b\",\"detail\":\"full\"}}",
            INVALID_VALUE,
            ".image_url.detail"),
        message(
            "system with image",
            "{\"role\":\"system\",\"content\":[{\"type\":\"image_url\"}]}",
            UNSUPPORTED_PARAMETER,
            "messages[0].content[0].type"));
  }

  static Stream<Malformed> settings() {
    return Stream.of(
        direct("cap zero", "\"max_tokens\":0", INVALID_VALUE, "max_tokens"),
        direct(
            "cap negative", "\"max_completion_tokens\":-1", INVALID_VALUE, "max_completion_tokens"),
        direct("cap fraction", "\"max_tokens\":1.5", INVALID_VALUE, "max_tokens"),
        direct("cap text", "\"max_tokens\":\"9\"", INVALID_VALUE, "max_tokens"),
        direct("cap huge", "\"max_tokens\":99999999999", INVALID_VALUE, "max_tokens"),
        direct(
            "two caps",
            "\"max_completion_tokens\":5,\"max_tokens\":6",
            INVALID_VALUE,
            "max_tokens"),
        direct("hot", "\"temperature\":2.01", INVALID_VALUE, "temperature"),
        direct("cold", "\"temperature\":-0.1", INVALID_VALUE, "temperature"),
        direct("temperature text", "\"temperature\":\"1\"", INVALID_VALUE, "temperature"),
        direct("top_p above one", "\"top_p\":1.1", INVALID_VALUE, "top_p"),
        direct("stop number", "\"stop\":1", INVALID_VALUE, "stop"),
        direct("stop empty", "\"stop\":\"\"", INVALID_VALUE, "stop"),
        direct("stops empty", "\"stop\":[\"a\",\"\"]", INVALID_VALUE, "stop[1]"),
        direct("stops with number", "\"stop\":[\"a\",1]", INVALID_VALUE, "stop[1]"),
        direct("five stops", "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]", INVALID_VALUE, "stop"),
        direct("seed text", "\"seed\":\"x\"", INVALID_VALUE, "seed"),
        direct("seed huge", "\"seed\":9223372036854775808", INVALID_VALUE, "seed"),
        direct(
            "effort unknown", "\"reasoning_effort\":\"heroic\"", INVALID_VALUE, "reasoning_effort"),
        direct("penalty high", "\"frequency_penalty\":3", INVALID_VALUE, "frequency_penalty"),
        direct("penalty text", "\"presence_penalty\":\"0\"", INVALID_VALUE, "presence_penalty"),
        direct("format text", "\"response_format\":\"json\"", INVALID_VALUE, "response_format"),
        direct(
            "format without type", "\"response_format\":{}", MISSING_FIELD, "response_format.type"),
        direct(
            "format unknown",
            "\"response_format\":{\"type\":\"xml\"}",
            INVALID_VALUE,
            "response_format.type"),
        direct(
            "schema absent",
            "\"response_format\":{\"type\":\"json_schema\"}",
            MISSING_FIELD,
            "response_format.json_schema"),
        direct(
            "schema nameless",
            "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{}}}",
            MISSING_FIELD,
            "response_format.json_schema.name"),
        direct(
            "schema name with space",
            "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a b\"}}",
            INVALID_VALUE,
            "response_format.json_schema.name"),
        direct(
            "schema no object",
            "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":[]}}",
            INVALID_VALUE,
            "response_format.json_schema.schema"),
        direct("metadata list", "\"metadata\":[]", INVALID_VALUE, "metadata"),
        direct("metadata number", "\"metadata\":{\"a\":1}", INVALID_VALUE, "metadata.a"),
        direct("metadata null", "\"metadata\":{\"a\":null}", INVALID_VALUE, "metadata.a"),
        direct("user number", "\"user\":1", INVALID_VALUE, "user"),
        direct("bias list", "\"logit_bias\":[]", INVALID_VALUE, "logit_bias"),
        direct("logprobs text", "\"logprobs\":\"yes\"", INVALID_VALUE, "logprobs"),
        direct("top_logprobs many", "\"top_logprobs\":21", INVALID_VALUE, "top_logprobs"));
  }

  static Stream<Malformed> unserved() {
    String tool = "[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";
    String panel = "\"fusion\":{\"analysis_models\":[\"acme/one\"]},";
    return Stream.of(
        direct("stream text", "\"stream\":\"yes\"", INVALID_VALUE, "stream"),
        direct("stream options alone", "\"stream_options\":{}", INVALID_VALUE, "stream_options"),
        direct("two choices", "\"n\":2", UNSUPPORTED_PARAMETER, "n"),
        direct("no choice", "\"n\":0", INVALID_VALUE, "n"),
        direct(
            "tool of another kind",
            "\"tools\":[{\"type\":\"custom\"}]",
            UNSUPPORTED_PARAMETER,
            "tools[0].type"),
        direct(
            "tool without a function",
            "\"tools\":[{\"type\":\"function\"}]",
            MISSING_FIELD,
            "tools[0].function"),
        direct(
            "tool named badly",
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}]",
            INVALID_VALUE,
            "tools[0].function.name"),
        direct(
            "tool with a schema that is none",
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":[]}}]",
            INVALID_VALUE,
            "tools[0].function.parameters"),
        direct(
            "tool choice of another tool",
            "\"tools\":"
                + tool
                + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"g\"}}",
            INVALID_VALUE,
            "tool_choice.function.name"),
        direct("tools object", "\"tools\":{}", INVALID_VALUE, "tools"),
        direct("functions", "\"functions\":" + tool, UNSUPPORTED_PARAMETER, "functions"),
        direct("tool required", "\"tool_choice\":\"required\"", INVALID_VALUE, "tool_choice"),
        direct("tool named", "\"tool_choice\":{}", MISSING_FIELD, "tool_choice.type"),
        direct("tool choice unknown", "\"tool_choice\":\"some\"", INVALID_VALUE, "tool_choice"),
        direct("sound", "\"audio\":{}", UNSUPPORTED_PARAMETER, "audio"),
        fusion("choices with fusion", panel + "\"n\":2", NOT_WITH_FUSION, "n"),
        fusion("tools with fusion", panel + "\"tools\":" + tool, NOT_WITH_FUSION, "tools"),
        fusion(
            "tool required with fusion",
            panel + "\"tool_choice\":\"required\"",
            NOT_WITH_FUSION,
            "tool_choice"));
  }

  static Stream<Malformed> fusions() {
    return Stream.of(
        direct("fusion on a plain model", "\"fusion\":{}", INVALID_VALUE, "fusion"),
        fusion("no panel", "\"fusion\":{}", PANEL_REQUIRED, "fusion.analysis_models"),
        fusion("fusion null", "\"fusion\":null", PANEL_REQUIRED, "fusion.analysis_models"),
        fusion("fusion text", "\"fusion\":\"on\"", INVALID_VALUE, "fusion"),
        fusion(
            "panel empty",
            "\"fusion\":{\"analysis_models\":[]}",
            PANEL_REQUIRED,
            "fusion.analysis_models"),
        fusion(
            "panel text",
            "\"fusion\":{\"analysis_models\":\"acme/one\"}",
            INVALID_VALUE,
            "fusion.analysis_models"),
        fusion(
            "panel of numbers",
            "\"fusion\":{\"analysis_models\":[1]}",
            INVALID_VALUE,
            "fusion.analysis_models[0]"),
        fusion(
            "panel of nine",
            "\"fusion\":{\"analysis_models\":[" + "\"acme/one\",".repeat(8) + "\"acme/one\"]}",
            INVALID_VALUE,
            "fusion.analysis_models"),
        fusion(
            "panelist unknown",
            "\"fusion\":{\"analysis_models\":[\"acme/one\",\"acme/no-such\"]}",
            MODEL_NOT_FOUND,
            "fusion.analysis_models[1]"),
        fusion(
            "fusion on the panel",
            "\"fusion\":{\"analysis_models\":[\"fusion\"]}",
            FUSION_RECURSION,
            "fusion.analysis_models[0]"),
        panel("judge number", "\"synthesis_model\":1", INVALID_VALUE, "fusion.synthesis_model"),
        panel(
            "judge unknown",
            "\"synthesis_model\":\"acme/no-x\"",
            MODEL_NOT_FOUND,
            "fusion.synthesis_model"),
        panel(
            "judge fusion",
            "\"synthesis_model\":\"openrouter/fusion\"",
            FUSION_RECURSION,
            "fusion.synthesis_model"),
        panel("quorum above panel", "\"quorum\":3", INVALID_VALUE, "fusion.quorum"),
        panel("quorum zero", "\"quorum\":0", INVALID_VALUE, "fusion.quorum"),
        panel(
            "min above quorum",
            "\"min_answers\":2,\"quorum\":1",
            INVALID_VALUE,
            "fusion.min_answers"),
        panel("grace negative", "\"grace_ms\":-1", INVALID_VALUE, "fusion.grace_ms"),
        panel("deadline long", "\"deadline_ms\":600001", INVALID_VALUE, "fusion.deadline_ms"),
        panel("deadline fraction", "\"deadline_ms\":1000.5", INVALID_VALUE, "fusion.deadline_ms"),
        panel("judge_single text", "\"judge_single\":\"no\"", INVALID_VALUE, "fusion.judge_single"),
        panel(
            "failure unknown",
            "\"on_judge_failure\":\"cry\"",
            INVALID_VALUE,
            "fusion.on_judge_failure"),
        panel(
            "include unknown", "\"include\":[\"panel\",\"x\"]", INVALID_VALUE, "fusion.include[1]"),
        panel("seed fraction", "\"seed\":1.5", INVALID_VALUE, "fusion.seed"),
        panel("mode", "\"mode\":\"vote\"", INVALID_VALUE, "fusion.mode"),
        panel("preset a number", "\"preset\":3", INVALID_VALUE, "fusion.preset"),
        panel("cost limit below zero", "\"max_cost_usd\":-1", INVALID_VALUE, "fusion.max_cost_usd"),
        panel("web without an engine", "\"web\":true", WEB_UNAVAILABLE, "fusion.web"),
        panel("web as a number", "\"web\":1", INVALID_VALUE, "fusion.web"),
        panel("17 tool calls", "\"max_tool_calls\":17", INVALID_VALUE, "fusion.max_tool_calls"),
        panel("misspelt", "\"quorom\":1", UNKNOWN_FIELD, "fusion.quorom"));
  }
}
