package dev.quorate.upstream.openai;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * Turns off what the server's HTTP client does by itself: send a POST again, up to three times,
 * when the connection breaks before the whole request was written. One committed intent pays for
 * one send, so that is ours to decide. The client has a switch, but the public builder leads only
 * to switches with a value; this one has none, hence the reflection. Tested against the pinned
 * server version.
 */
final class AutomaticRetries {
  private static final Logger LOG = System.getLogger(AutomaticRetries.class.getName());

  private AutomaticRetries() {}

  static void turnOff(RestClientBuilder builder) {
    try {
      Method delegate = builder.getClass().getDeclaredMethod("getBuilderDelegate");
      delegate.setAccessible(true);
      Object inner = delegate.invoke(builder);
      inner.getClass().getMethod("disableAutomaticRetries").invoke(inner);
    } catch (ReflectiveOperationException | RuntimeException other) {
      LOG.log(Level.WARNING, "The HTTP client's own retries cannot be turned off", other);
    }
  }
}
