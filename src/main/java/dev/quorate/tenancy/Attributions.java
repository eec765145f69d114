package dev.quorate.tenancy;

import dev.quorate.http.Fields;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.Attribution;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a request is billed to: the project and the tags it names, within what the key may. */
@Singleton
public class Attributions {
  /**
   * Reads {@code project_id} and {@code tags} of the body, {@code X-Project-Id} and {@code X-Tags}.
   *
   * @param body null for a request without one
   * @throws dev.quorate.kernel.GatewayException PROJECT_LOCKED, PROJECT_CONFLICT, PROJECT_NOT_FOUND,
   *     INVALID_TAG, INVALID_VALUE
   */
  public Attribution resolve(Caller caller, RequestHead head, @Nullable Fields body) {
    return new Attribution(
        caller.workspace(), caller.key(), caller.lockedProject(), List.of(), caller.test());
  }
}
