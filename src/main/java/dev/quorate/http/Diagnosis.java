package dev.quorate.http;

import dev.quorate.kernel.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * What a room's own exception means to a client. A room contributes a bean of this type when one of
 * its exceptions may reach the shell and is no fault of the gateway: an unreachable database is a
 * 503, not a 500.
 */
public interface Diagnosis {
  /** The refusal to answer with, or null when the failure is not one this room knows. */
  @Nullable GatewayException of(Throwable failure);
}
