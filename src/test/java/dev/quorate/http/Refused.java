package dev.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts of refusals, in one line. */
public final class Refused {
  private Refused() {}

  /** The refusal, which must have this code and blame this field. */
  public static GatewayException with(ErrorCode code, String param, ThrowingCallable work) {
    GatewayException refusal = catchThrowableOfType(GatewayException.class, work);
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.code()).as(refusal.text()).isEqualTo(code);
    assertThat(refusal.param()).isEqualTo(param);
    return refusal;
  }
}
