package dev.quorate.presets.management;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.quorate.presets.PresetVersion;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of a preset on the wire. */
@Schema(
    name = "PresetVersion",
    description = "What a preset said; never changes",
    requiredProperties = {"object", "slug", "version", "fusion", "created_at", "created_by"})
record PresetVersionView(
    @JsonProperty("object") @Schema(examples = "preset.version") String object,
    @JsonProperty("slug") @Schema(examples = "reviewers") String slug,
    @JsonProperty("version") @Schema(description = "1 and up", examples = "3") int version,
    @JsonProperty("fusion")
        @JsonRawValue
        @Schema(type = SchemaType.OBJECT, description = "As it was saved")
        String fusion,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("created_by") @Schema(description = "The id of the key that saved it")
        String createdBy) {

  static PresetVersionView of(PresetVersion version) {
    return new PresetVersionView(
        "preset.version",
        version.slug(),
        version.version(),
        version.fusion(),
        version.createdAt(),
        version.createdBy().toString());
  }
}
