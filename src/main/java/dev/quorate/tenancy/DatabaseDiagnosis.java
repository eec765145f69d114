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
    return failure instanceof DatabaseUnavailable
        ? ErrorCode.LEDGER_UNAVAILABLE
            .because("The database cannot be reached just now; nothing was done.")
            .retryAfter(TRY_AGAIN)
        : null;
  }
}
