package dev.quorate.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One page of a response's input items on the wire, as OpenAI has it. */
@JsonPropertyOrder({"object", "data", "first_id", "last_id", "has_more"})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record InputItemList(
    @JsonProperty("data")
        @Schema(
            type = SchemaType.ARRAY,
            implementation = Object.class,
            description = "Items, each with an id")
        List<ObjectNode> data,
    @JsonProperty("first_id")
        @Schema(description = "Id of the first item; null without one", nullable = true)
        @Nullable String firstId,
    @JsonProperty("last_id")
        @Schema(
            description = "Id of the last item, which the next page comes after",
            nullable = true)
        @Nullable String lastId,
    @JsonProperty("has_more") @Schema(description = "Whether more items follow") boolean hasMore) {
  public InputItemList {
    data = List.copyOf(data);
  }

  /** Always {@code list}. */
  @JsonProperty("object")
  @Schema(description = "Always list", examples = "list")
  public String object() {
    return "list";
  }
}
