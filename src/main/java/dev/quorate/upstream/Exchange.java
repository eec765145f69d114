package dev.quorate.upstream;

import org.jspecify.annotations.Nullable;

/**
 * What went over the wire between us and a provider, after its status line arrived. A provider that
 * never answered is an {@link java.io.IOException} of {@link ProviderDialect#exchange} instead.
 *
 * @param status the provider's HTTP status
 * @param requestId the provider's own id for the call, null when it gave none
 * @param whole false when the body broke off or was given up
 * @param usage what the provider said the call used
 * @param receivedText the model's text as far as it arrived; for counting what nobody reported
 */
public record Exchange(
    CallResult result,
    int status,
    @Nullable String requestId,
    boolean whole,
    ReportedUsage usage,
    String receivedText) {
  @Override
  public String toString() {
    return "Exchange[" + status + ", " + (whole ? "whole" : "cut") + "]";
  }
}
