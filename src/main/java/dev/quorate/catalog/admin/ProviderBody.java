package dev.quorate.catalog.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a provider, for the API's description; it is read field by field. */
@Schema(name = "ProviderBody", description = "A provider to create, or what to change in one.")
record ProviderBody(
    @JsonProperty("id")
        @Schema(description = "Required to create; a-z, 0-9, '.', '_', '-'", examples = "vllm")
        @Nullable String id,
    @JsonProperty("dialect")
        @Schema(
            description = "Required to create: openai, openai-responses, anthropic or gemini",
            examples = "openai")
        @Nullable String dialect,
    @JsonProperty("base_url")
        @Schema(
            description =
                "Required to create; https, or http on this machine. Up to and with the API's"
                    + " version: the dialect appends /chat/completions, /responses, /messages or"
                    + " /models/…",
            examples = "https://llm.example.com/v1")
        @Nullable String baseUrl,
    @JsonProperty("api_key")
        @Schema(
            description = "Stored encrypted, never shown again; empty removes it",
            writeOnly = true)
        @Nullable String apiKey,
    @JsonProperty("timeouts") ProviderView.@Nullable Timeouts timeouts,
    @JsonProperty("concurrency")
        @Schema(description = "Calls at once from one node, 1 to 100000", defaultValue = "2000")
        @Nullable Integer concurrency,
    @JsonProperty("on_client_abort")
        @Schema(
            description = "cancel or drain: what becomes of a streamed call whose client has left",
            defaultValue = "cancel")
        @Nullable String onClientAbort,
    @JsonProperty("zero_retention")
        @Schema(
            description = "Whether the provider keeps nothing of what it is sent; policies ask",
            defaultValue = "false")
        @Nullable Boolean zeroRetention) {}
