package dev.quorate.fusion.analysis;

import dev.quorate.upstream.request.ResponseFormat;
import java.util.List;

/** The shapes judges are asked for, as JSON Schema for models that can be held to one. */
public final class AnalysisSchema {
  /** The keys of an analysis, all always present in what a caller sees. */
  public static final List<String> KEYS =
      List.of("consensus", "contradictions", "partial_coverage", "unique_insights", "blind_spots");

  private static final String TEXTS = "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";

  public static final ResponseFormat.JsonSchema ANALYSIS =
      new ResponseFormat.JsonSchema(
          "fusion_analysis",
          null,
          object(
              "\"consensus\":" + TEXTS,
              "\"contradictions\":"
                  + list(
                      object(
                          "\"topic\":{\"type\":\"string\"}",
                          "\"stances\":"
                              + list(
                                  object(
                                      "\"model\":{\"type\":\"string\"}",
                                      "\"stance\":{\"type\":\"string\"}")))),
              "\"partial_coverage\":"
                  + list(object("\"models\":" + TEXTS, "\"point\":{\"type\":\"string\"}")),
              "\"unique_insights\":"
                  + list(
                      object(
                          "\"model\":{\"type\":\"string\"}", "\"insight\":{\"type\":\"string\"}")),
              "\"blind_spots\":" + TEXTS),
          true);

  public static final ResponseFormat.JsonSchema CHOICE =
      new ResponseFormat.JsonSchema(
          "fusion_choice",
          null,
          object("\"choice\":{\"type\":\"string\"}", "\"why\":{\"type\":\"string\"}"),
          true);

  private AnalysisSchema() {}

  private static String list(String items) {
    return "{\"type\":\"array\",\"items\":" + items + "}";
  }

  /** Every member required and no other allowed, as strict modes want it. */
  private static String object(String... members) {
    StringBuilder required = new StringBuilder();
    for (String member : members) {
      required.append(required.isEmpty() ? "" : ",").append(member, 0, member.indexOf(':'));
    }
    return "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
        + String.join(",", members)
        + "},\"required\":["
        + required
        + "]}";
  }
}
