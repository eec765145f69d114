package dev.quorate.tenancy;

import dev.quorate.database.DatabaseUnavailable;
import dev.quorate.http.Diagnosis;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A database that cannot be reached, or whose door is full, is no fault of the gateway: 503. */
@Singleton
public class DatabaseDiagnosis implements Diagnosis {
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  @Override
  public @Nullable GatewayException of(Throwable failure) {
    if (!(failure instanceof DatabaseUnavailable away)) {
      return null;
    }
    GatewayException refusal =
        away.isFull()
            ? ErrorCode.OVERLOADED.because("The gateway is full; try again shortly.")
            : ErrorCode.LEDGER_UNAVAILABLE.because(
                "The database cannot be reached just now; nothing was done.");
    return refusal.retryAfter(TRY_AGAIN);
  }
}
