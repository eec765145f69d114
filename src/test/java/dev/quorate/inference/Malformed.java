package dev.quorate.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;

/**
 * One kind of malformed request and what must come of it.
 *
 * @param param the path the refusal must name
 */
public record Malformed(String kind, String body, ErrorCode code, String param) {

  /** Sends it past the door: refused as said, recorded, and nothing sent. */
  public void mustBeRefusedBy(Endpoint endpoint) {
    InferenceWorld world = new InferenceWorld();

    GatewayException refusal =
        catchThrowableOfType(GatewayException.class, () -> world.ask(endpoint, body));

    assertThat(refusal).as(kind).isNotNull();
    assertThat(refusal.code()).as(kind).isEqualTo(code);
    assertThat(refusal.param()).as(kind).isEqualTo(param);
    assertThat(refusal.code().status()).as(kind).isBetween(400, 499);
    assertThat(refusal.text()).as(kind).endsWith(".");
    assertThat(world.diary).as(kind).containsExactly("refuse " + code.code());
  }

  @Override
  public String toString() {
    return kind;
  }
}
