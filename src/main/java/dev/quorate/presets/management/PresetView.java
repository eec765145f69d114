package dev.quorate.presets.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.quorate.presets.Preset;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A preset on the wire. */
@Schema(
    name = "Preset",
    description = "A named panel of a workspace",
    requiredProperties = {
      "object",
      "slug",
      "name",
      "description",
      "version",
      "designated_version",
      "fusion",
      "created_at"
    })
@JsonInclude(JsonInclude.Include.ALWAYS)
record PresetView(
    @JsonProperty("object") @Schema(examples = "preset") String object,
    @JsonProperty("slug") @Schema(description = "Never changes", examples = "reviewers")
        String slug,
    @JsonProperty("name") @Schema(examples = "Code reviewers") String name,
    @JsonProperty("description") @Schema(nullable = true) @Nullable String description,
    @JsonProperty("version") @Schema(description = "The number given out last", examples = "3")
        int version,
    @JsonProperty("designated_version")
        @Schema(description = "What requests get that name no version", examples = "3")
        int designatedVersion,
    @JsonProperty("fusion")
        @JsonRawValue
        @Schema(
            type = SchemaType.OBJECT,
            description = "What the designated version says, a request's fusion object",
            examples =
                """
                {"analysis_models":["sandbox/optimist","sandbox/sceptic"],"synthesis_model":"sandbox/judge"}\
                """)
        String fusion,
    @JsonProperty("created_at") Instant createdAt) {

  static PresetView of(Preset preset) {
    return new PresetView(
        "preset",
        preset.slug(),
        preset.name(),
        preset.description(),
        preset.latestVersion(),
        preset.designated().version(),
        preset.designated().fusion(),
        preset.createdAt());
  }
}
