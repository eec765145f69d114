package dev.quorate.catalog.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.catalog.CatalogProvider;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A provider on the wire. Its credential is never among it. */
@Schema(name = "Provider", description = "A server that answers model calls.")
record ProviderView(
    @JsonProperty("object") @Schema(examples = "provider") String object,
    @JsonProperty("id") @Schema(examples = "openai") String id,
    @JsonProperty("dialect")
        @Schema(
            description = "Wire protocol: openai, openai-responses, anthropic or gemini",
            examples = "openai")
        String dialect,
    @JsonProperty("base_url") @Schema(examples = "https://api.openai.com/v1") String baseUrl,
    @JsonProperty("has_api_key") @Schema(description = "Whether a credential is stored")
        boolean hasApiKey,
    @JsonProperty("credential_readable")
        @Schema(description = "False when QUORATE_KEK is not the one it was stored with")
        boolean credentialReadable,
    @JsonProperty("timeouts") Timeouts timeouts,
    @JsonProperty("concurrency")
        @Schema(description = "Calls at once from one node", examples = "2000")
        int concurrency,
    @JsonProperty("on_client_abort")
        @Schema(
            description = "What becomes of a streamed call whose client has left",
            examples = "cancel")
        String onClientAbort,
    @JsonProperty("zero_retention")
        @Schema(description = "Whether the provider keeps nothing of what it is sent")
        boolean zeroRetention,
    @JsonProperty("origin")
        @Schema(
            description = "database, or environment for one without a row",
            examples = "database")
        String origin,
    @JsonProperty("created_at") @Schema(description = "null for one of the environment")
        @Nullable Instant createdAt,
    @JsonProperty("updated_at") @Nullable Instant updatedAt) {

  /** Limits in milliseconds. */
  @Schema(name = "ProviderTimeouts")
  record Timeouts(
      @JsonProperty("connect_ms")
          @Schema(description = "For one connection, 1 to 60000", examples = "2000")
          long connectMs) {}

  static ProviderView of(CatalogProvider provider) {
    return new ProviderView(
        "provider",
        provider.id(),
        provider.dialect().wire(),
        provider.baseUri().toString(),
        provider.credential() != null || !provider.credentialReadable(),
        provider.credentialReadable(),
        new Timeouts(provider.connectTimeout().toMillis()),
        provider.concurrency(),
        provider.drainsOnAbort() ? "drain" : "cancel",
        provider.keepsNothing(),
        provider.shipped() ? "environment" : "database",
        provider.shipped() ? null : provider.createdAt(),
        provider.shipped() ? null : provider.updatedAt());
  }
}
