package dev.quorate.tenancy.credentials;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A provider credential on the wire; its text never is. */
@Schema(
    name = "ProviderCredential",
    description = "A credential the workspace brings for a provider. Its text is never shown.")
record CredentialView(
    @JsonProperty("id") String id,
    @JsonProperty("provider") @Schema(examples = "openai") String provider,
    @JsonProperty("name") @Schema(nullable = true) @Nullable String name,
    @JsonProperty("last_four")
        @Schema(description = "Of its text; empty for a short one", examples = "x1Ab")
        String lastFour,
    @JsonProperty("version") @Schema(description = "Counts its texts, from 1") int version,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt) {

  /** What to make or change, for the API's description; it is read field by field. */
  @Schema(
      name = "ProviderCredentialBody",
      description = "A credential to make, or what to change in one: what is absent stays.")
  record Body(
      @JsonProperty("provider")
          @Schema(description = "Required to create, and only then", examples = "openai")
          @Nullable String provider,
      @JsonProperty("api_key")
          @Schema(description = "Kept sealed, never shown; required to create", writeOnly = true)
          @Nullable String apiKey,
      @JsonProperty("name") @Nullable String name) {}

  static CredentialView of(StoredCredential credential) {
    return new CredentialView(
        credential.id().toString(),
        credential.provider(),
        credential.name(),
        credential.lastFour(),
        credential.version(),
        credential.createdAt(),
        credential.updatedAt());
  }
}
