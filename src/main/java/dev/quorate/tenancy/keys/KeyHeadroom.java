package dev.quorate.tenancy.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.tenancy.Caller;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a caller may still spend: billing implements this with its budgets. */
public interface KeyHeadroom {
  /** Every budget a request of this key would be held against, the tightest first. */
  List<Room> of(Caller caller);

  /** One budget. */
  @Schema(name = "Headroom", description = "What is left of one budget.")
  record Room(
      @JsonProperty("scope") @Schema(enumeration = {"workspace", "project", "key"}) String scope,
      @JsonProperty("period") @Schema(examples = "monthly") String period,
      @JsonProperty("mode") @Schema(enumeration = {"hard", "soft"}) String mode,
      @JsonProperty("cap_usd") BigDecimal capUsd,
      @JsonProperty("spent_usd") BigDecimal spentUsd,
      @JsonProperty("reserved_usd") BigDecimal reservedUsd,
      @JsonProperty("remaining_usd") BigDecimal remainingUsd,
      @JsonProperty("resets_at") @Schema(nullable = true) @Nullable Instant resetsAt) {}
}
