package dev.quorate.usage.reading;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tags as the ledger keeps them: one JSON object of texts. */
public final class StoredTags {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private StoredTags() {}

  /** In alphabetical order of the keys; the database keeps no other. */
  static Map<String, String> read(String json) {
    Map<String, String> tags = new TreeMap<>();
    for (Map.Entry<String, JsonNode> tag : MAPPER.readTree(json).properties()) {
      tags.put(tag.getKey(), tag.getValue().asString());
    }
    return tags;
  }

  public static String write(Map<String, String> tags) {
    return MAPPER.writeValueAsString(tags);
  }
}
