package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One reply of the server, read as its caller reads it: numbers exact, paths as JSON pointers. */
public record Answer(int status, HttpHeaders headers, String text) {
  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  public JsonNode json() {
    assertThat(header("content-type"))
        .as("content type of %s", this)
        .startsWith("application/json");
    return JSON.readTree(text);
  }

  /** The node at a JSON pointer, {@code /fusion/cost/total}; missing nodes are missing nodes. */
  public JsonNode at(String pointer) {
    return json().at(pointer);
  }

  /** The text at a pointer; fails when there is none. */
  public String string(String pointer) {
    JsonNode node = at(pointer);
    assertThat(node.isString()).as("text at %s in %s", pointer, text).isTrue();
    return node.asString();
  }

  /** The number at a pointer, exact; fails when there is none. */
  public BigDecimal number(String pointer) {
    JsonNode node = at(pointer);
    assertThat(node.isNumber()).as("number at %s in %s", pointer, text).isTrue();
    return node.decimalValue();
  }

  /** The elements of the array at a pointer. */
  public List<JsonNode> list(String pointer) {
    JsonNode node = at(pointer);
    assertThat(node.isArray()).as("array at %s in %s", pointer, text).isTrue();
    return new ArrayList<>(node.values());
  }

  /** Header, empty when absent. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** Fails with the body when the status is another. */
  public Answer expect(int wanted) {
    assertThat(status).as("status of %s", text).isEqualTo(wanted);
    return this;
  }

  /** Fails unless this is the refusal with that status and code, whole and in shape. */
  public Answer expectError(int wanted, String code) {
    expect(wanted);
    assertThat(string("/error/code")).as("code of %s", text).isEqualTo(code);
    assertThat(string("/error/message")).isNotBlank();
    assertThat(string("/error/type")).endsWith("_error");
    assertThat(at("/error").has("param")).as("param of %s", text).isTrue();
    assertThat(string("/request_id")).startsWith("req_").isEqualTo(header("x-request-id"));
    return this;
  }

  /** As {@link #expectError(int, String)}, naming the field to blame. */
  public Answer expectError(int wanted, String code, String param) {
    expectError(wanted, code);
    assertThat(string("/error/param")).as("param of %s", text).isEqualTo(param);
    return this;
  }

  @Override
  public String toString() {
    return status + " " + text;
  }
}
