package dev.quorate.system;

import java.util.List;

/** Request bodies as text, the way clients write them. */
final class Bodies {
  private Bodies() {}

  /** A direct chat request; {@code more} are further members, {@code "n":1}. */
  static String chat(String model, String... more) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
        .formatted(model, Canaries.PROMPT, members(more));
  }

  /** A direct request in the Responses form. */
  static String responses(String model, String... more) {
    return "{\"model\":\"%s\",\"input\":\"%s\"%s}".formatted(model, Canaries.PROMPT, members(more));
  }

  /** A fusion request to chat; {@code options} are further members of {@code fusion}. */
  static String fusionChat(List<String> panel, String judge, String... options) {
    return chat("fusion", fusion(panel, judge, options));
  }

  /** A fusion request in the Responses form. */
  static String fusionResponses(List<String> panel, String judge, String... options) {
    return responses("fusion", fusion(panel, judge, options));
  }

  /** The {@code "fusion":{…}} member. */
  static String fusion(List<String> panel, String judge, String... options) {
    return "\"fusion\":{\"analysis_models\":%s,\"synthesis_model\":\"%s\"%s}"
        .formatted(Answer.JSON.writeValueAsString(panel), judge, members(options));
  }

  private static String members(String... members) {
    return members.length == 0 ? "" : "," + String.join(",", members);
  }
}
