package dev.quorate.inference.responses;

import static dev.quorate.kernel.ErrorCode.INVALID_VALUE;
import static dev.quorate.kernel.ErrorCode.MISSING_FIELD;
import static dev.quorate.kernel.ErrorCode.NOT_WITH_FUSION;
import static dev.quorate.kernel.ErrorCode.PANEL_REQUIRED;
import static dev.quorate.kernel.ErrorCode.PREVIOUS_RESPONSE_NOT_FOUND;
import static dev.quorate.kernel.ErrorCode.UNSUPPORTED_PARAMETER;

import dev.quorate.inference.Malformed;
import dev.quorate.kernel.ErrorCode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedResponsesTest {

  @ParameterizedTest
  @MethodSource({"inputs", "items", "parts", "settings", "unserved", "fusions"})
  void malformedRequestIsRefusedByName(Malformed request) {
    request.mustBeRefusedBy(new ResponsesEndpoint());
  }

  private static Malformed direct(String kind, String members, ErrorCode code, String param) {
    return new Malformed(
        kind, "{\"model\":\"acme/one\",\"input\":\"Hi\"," + members + "}", code, param);
  }

  private static Malformed input(String kind, String input, ErrorCode code, String param) {
    return new Malformed(kind, "{\"model\":\"acme/one\",\"input\":" + input + "}", code, param);
  }

  private static Malformed item(String kind, String item, ErrorCode code, String param) {
    return input(
        kind, "[{\"role\":\"user\",\"content\":\"Hi\"}," + item + "]", code, "input[1]" + param);
  }

  private static Malformed part(String kind, String part, ErrorCode code, String param) {
    return item(
        kind, "{\"role\":\"user\",\"content\":[" + part + "]}", code, ".content[0]" + param);
  }

  private static Malformed fusion(String kind, String members, ErrorCode code, String param) {
    return new Malformed(
        kind, "{\"model\":\"fusion\",\"input\":\"Hi\"," + members + "}", code, param);
  }

  static Stream<Malformed> inputs() {
    return Stream.of(
        new Malformed("no model", "{\"input\":\"Hi\"}", MISSING_FIELD, "model"),
        new Malformed("no input", "{\"model\":\"acme/one\"}", MISSING_FIELD, "input"),
        input("input null", "null", MISSING_FIELD, "input"),
        input("input number", "1", INVALID_VALUE, "input"),
        input("input object", "{}", INVALID_VALUE, "input"),
        input("input empty", "\"\"", INVALID_VALUE, "input"),
        input("input without items", "[]", INVALID_VALUE, "input"),
        input("input of texts", "[\"Hi\"]", INVALID_VALUE, "input[0]"),
        input("items too many", "[" + "{},".repeat(2_000) + "{}]", INVALID_VALUE, "input"),
        direct("instructions list", "\"instructions\":[]", INVALID_VALUE, "instructions"));
  }

  static Stream<Malformed> items() {
    String call = "{\"type\":\"function_call\",\"call_id\":\"c\"";
    String output = "{\"type\":\"function_call_output\"";
    return Stream.of(
        item("item empty", "{}", MISSING_FIELD, ".type"),
        item("item type number", "{\"type\":1}", INVALID_VALUE, ".type"),
        item("reference to nothing", "{\"type\":\"item_reference\"}", MISSING_FIELD, ".id"),
        item("reference number", "{\"id\":7}", INVALID_VALUE, ".id"),
        item("item unknown", "{\"type\":\"dream\"}", UNSUPPORTED_PARAMETER, ".type"),
        item("message without role", "{\"type\":\"message\"}", MISSING_FIELD, ".role"),
        item("message of a tool", "{\"role\":\"tool\",\"content\":\"Hi\"}", INVALID_VALUE, ".role"),
        item("message without content", "{\"role\":\"user\"}", MISSING_FIELD, ".content"),
        item("assistant without content", "{\"role\":\"assistant\"}", MISSING_FIELD, ".content"),
        item("content number", "{\"role\":\"user\",\"content\":1}", INVALID_VALUE, ".content"),
        item("no parts", "{\"role\":\"user\",\"content\":[]}", INVALID_VALUE, ".content"),
        item("call without id", "{\"type\":\"function_call\"}", MISSING_FIELD, ".call_id"),
        item("call without name", call + "}", MISSING_FIELD, ".name"),
        item("call without arguments", call + ",\"name\":\"f\"}", MISSING_FIELD, ".arguments"),
        item(
            "call with object",
            call + ",\"name\":\"f\",\"arguments\":{}}",
            INVALID_VALUE,
            ".arguments"),
        item("output without id", output + "}", MISSING_FIELD, ".call_id"),
        item("output without output", output + ",\"call_id\":\"c\"}", MISSING_FIELD, ".output"),
        item(
            "output with image",
            output + ",\"call_id\":\"c\",\"output\":[{\"type\":\"input_image\"}]}",
            UNSUPPORTED_PARAMETER,
            ".output[0].type"));
  }

  static Stream<Malformed> parts() {
    String image = "{\"type\":\"input_image\",";
    return Stream.of(
        part("part without type", "{\"text\":\"Hi\"}", MISSING_FIELD, ".type"),
        part("part with file", "{\"type\":\"input_file\"}", UNSUPPORTED_PARAMETER, ".type"),
        part("text absent", "{\"type\":\"input_text\"}", MISSING_FIELD, ".text"),
        part("text number", "{\"type\":\"input_text\",\"text\":1}", INVALID_VALUE, ".text"),
        part("image absent", "{\"type\":\"input_image\"}", MISSING_FIELD, ".image_url"),
        part("image object", image + "\"image_url\":{}}", INVALID_VALUE, ".image_url"),
        part(
            "image by http",
            image + "\"image_url\":\"http://a.b/c\"}",
            INVALID_VALUE,
            ".image_url"),
        part("image by id", image + "\"file_id\":\"f\"}", UNSUPPORTED_PARAMETER, ".file_id"),
        item(
            "assistant with image",
            "{\"role\":\"assistant\",\"content\":[{\"type\":\"input_image\"}]}",
            UNSUPPORTED_PARAMETER,
            ".content[0].type"));
  }

  static Stream<Malformed> settings() {
    return Stream.of(
        direct("cap zero", "\"max_output_tokens\":0", INVALID_VALUE, "max_output_tokens"),
        direct("two caps", "\"max_output_tokens\":5,\"max_tokens\":6", INVALID_VALUE, "max_tokens"),
        direct("hot", "\"temperature\":3", INVALID_VALUE, "temperature"),
        direct("top_p negative", "\"top_p\":-0.1", INVALID_VALUE, "top_p"),
        direct("stop object", "\"stop\":{}", INVALID_VALUE, "stop"),
        direct("text list", "\"text\":[]", INVALID_VALUE, "text"),
        direct("format text", "\"text\":{\"format\":\"json\"}", INVALID_VALUE, "text.format"),
        direct(
            "format without type", "\"text\":{\"format\":{}}", MISSING_FIELD, "text.format.type"),
        direct(
            "format unknown",
            "\"text\":{\"format\":{\"type\":\"yaml\"}}",
            INVALID_VALUE,
            "text.format.type"),
        direct(
            "schema nameless",
            "\"text\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}",
            MISSING_FIELD,
            "text.format.name"),
        direct(
            "schema absent",
            "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"a\"}}",
            MISSING_FIELD,
            "text.format.schema"),
        direct("verbosity number", "\"text\":{\"verbosity\":1}", INVALID_VALUE, "text.verbosity"),
        direct("reasoning text", "\"reasoning\":\"low\"", INVALID_VALUE, "reasoning"),
        direct(
            "effort unknown",
            "\"reasoning\":{\"effort\":\"x\"}",
            INVALID_VALUE,
            "reasoning.effort"),
        direct("metadata text", "\"metadata\":\"a\"", INVALID_VALUE, "metadata"),
        direct("metadata object", "\"metadata\":{\"a\":{}}", INVALID_VALUE, "metadata.a"),
        direct("include text", "\"include\":\"usage\"", INVALID_VALUE, "include"),
        direct("store text", "\"store\":\"no\"", INVALID_VALUE, "store"),
        direct("truncation flag", "\"truncation\":true", INVALID_VALUE, "truncation"),
        direct(
            "parallel text",
            "\"parallel_tool_calls\":\"no\"",
            INVALID_VALUE,
            "parallel_tool_calls"),
        direct("max_tool_calls zero", "\"max_tool_calls\":0", INVALID_VALUE, "max_tool_calls"));
  }

  static Stream<Malformed> unserved() {
    return Stream.of(
        direct(
            "background and forgotten",
            "\"background\":true,\"store\":false",
            INVALID_VALUE,
            "background"),
        direct("background text", "\"background\":\"no\"", INVALID_VALUE, "background"),
        direct(
            "previous",
            "\"previous_response_id\":\"r\"",
            PREVIOUS_RESPONSE_NOT_FOUND,
            "previous_response_id"),
        direct("conversation", "\"conversation\":\"c\"", UNSUPPORTED_PARAMETER, "conversation"),
        direct("prompt", "\"prompt\":{\"id\":\"p\"}", UNSUPPORTED_PARAMETER, "prompt"),
        direct(
            "tools",
            "\"tools\":[{\"type\":\"web_search\"}]",
            UNSUPPORTED_PARAMETER,
            "tools[0].type"),
        direct("tool choice", "\"tool_choice\":\"required\"", INVALID_VALUE, "tool_choice"),
        fusion("tools with fusion", "\"tools\":[{}]", NOT_WITH_FUSION, "tools"),
        fusion("choices with fusion", "\"n\":2", NOT_WITH_FUSION, "n"));
  }

  static Stream<Malformed> fusions() {
    return Stream.of(
        direct("fusion on a plain model", "\"fusion\":{}", INVALID_VALUE, "fusion"),
        fusion("no panel", "\"fusion\":{}", PANEL_REQUIRED, "fusion.analysis_models"),
        fusion("mode", "\"fusion\":{\"mode\":\"debate\"}", INVALID_VALUE, "fusion.mode"),
        fusion(
            "include sources",
            "\"fusion\":{\"include\":[\"sources\"]}",
            INVALID_VALUE,
            "fusion.include[0]"));
  }
}
