package dev.quorate.http.shell;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our errors in the shape OpenRouter's clients read: the status as an integer {@code code}, what we
 * say beside it in {@code metadata}.
 */
final class OpenRouterErrors {
  private OpenRouterErrors() {}

  /**
   * @param body an error of ours; anything else is left as it is
   */
  static byte[] of(byte[] body, int status, JsonMapper mapper) {
    JsonNode root = mapper.readTree(body);
    if (!(root instanceof ObjectNode whole) || !(whole.path("error") instanceof ObjectNode ours)) {
      return body;
    }
    ObjectNode error = mapper.createObjectNode();
    error.put("code", status);
    error.set("message", ours.path("message"));
    ObjectNode metadata = error.putObject("metadata");
    metadata.set("error_code", ours.path("code"));
    metadata.set("error_type", ours.path("type"));
    metadata.set("param", ours.path("param"));
    whole.set("error", error);
    return mapper.writeValueAsBytes(whole);
  }
}
