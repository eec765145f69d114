package dev.quorate.catalog.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the test of a provider came to, on the wire. */
@Schema(name = "ProviderTest", description = "What a provider answered when asked for its models.")
record TrialView(
    @JsonProperty("object") @Schema(examples = "provider_test") String object,
    @JsonProperty("provider") @Schema(examples = "openai") String provider,
    @JsonProperty("ok")
        @Schema(
            description =
                "It gave its list. Where that is public, as OpenRouter's is, any credential gets"
                    + " it")
        boolean ok,
    @JsonProperty("status")
        @Schema(description = "The provider's HTTP status; null when none came", examples = "200")
        @Nullable Integer status,
    @JsonProperty("latency_ms")
        @Schema(
            description =
                "From the look-up of its name to the end of its reply; null when it was not asked",
            examples = "123")
        @Nullable Long latencyMs,
    @JsonProperty("models_listed")
        @Schema(description = "Models on its list, or on the first page of it; null without one")
        @Nullable Integer modelsListed,
    @JsonProperty("models_not_listed")
        @Schema(
            description =
                "Models of the catalogue that it serves and does not list. null where nothing can"
                    + " be said: there is no list, or it has further pages")
        @Nullable List<String> modelsNotListed,
    @JsonProperty("code")
        @Schema(
            description = "Why it gave no list; null when it did",
            enumeration = {
              "credential_unreadable",
              "unreachable",
              "tls_failed",
              "timeout",
              "broken_reply",
              "redirect",
              "credential_refused",
              "no_list",
              "rate_limited",
              "rejected",
              "provider_error",
              "not_a_list"
            })
        @Nullable String code,
    @JsonProperty("message") @Schema(description = "The same in a sentence") String message) {}
