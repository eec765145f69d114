package dev.quorate.tenancy;

import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import jakarta.inject.Singleton;

/** Who is calling: reads the {@code Authorization} header. Blocks: only after the hand-over. */
@Singleton
public class Doorkeeper {
  /**
   * The caller behind an API key.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_API_KEY, API_KEY_DISABLED, API_KEY_EXPIRED
   */
  public Caller caller(RequestHead head) {
    throw ErrorCode.INVALID_API_KEY.because("No key is known to " + head.id() + ".");
  }

  /**
   * Passes for an admin key only.
   *
   * @throws dev.quorate.kernel.GatewayException INVALID_API_KEY
   */
  public void admin(RequestHead head) {
    throw ErrorCode.INVALID_API_KEY.because("No key is known to " + head.id() + ".");
  }
}
