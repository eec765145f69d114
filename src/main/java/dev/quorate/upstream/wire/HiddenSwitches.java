package dev.quorate.upstream.wire;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * Three settings of the server's HTTP client that the public builder does not lead to, hence the
 * reflection; tested against the pinned server version.
 *
 * <ul>
 *   <li>Its own retries are off: it would send a POST again, up to three times, when the connection
 *       breaks before the whole request was written. One committed intent pays for one send.
 *   <li>A request stays in memory: it would write one of more than a megabyte to a file in the
 *       temporary folder, prompt and all, and leave it there until a garbage collection.
 *   <li>A reply's head is bounded: it would collect headers without end until memory is gone.
 * </ul>
 */
final class HiddenSwitches {
  private static final Logger LOG = System.getLogger(HiddenSwitches.class.getName());

  /** More than any request has; never reached. */
  private static final int MAX_REQUEST_MEGABYTES = 256;

  private static final int MAX_HEADERS = 200;
  private static final int MAX_HEADER_LENGTH = 16 * 1024;

  private HiddenSwitches() {}

  static void turnRetriesOff(RestClientBuilder builder) {
    try {
      Object inner = hidden(builder, "getBuilderDelegate");
      inner.getClass().getMethod("disableAutomaticRetries").invoke(inner);
    } catch (ReflectiveOperationException | RuntimeException other) {
      LOG.log(Level.WARNING, "The HTTP client's own retries cannot be turned off", other);
    }
  }

  static void setLimits(Object client) {
    try {
      Object engine = call(call(client, "getClient"), "httpEngine");
      engine
          .getClass()
          .getMethod("setFileUploadInMemoryThresholdLimit", int.class)
          .invoke(engine, MAX_REQUEST_MEGABYTES);
      Object http = call(engine, "getHttpClient");
      Field field = http.getClass().getDeclaredField("connManager");
      field.setAccessible(true);
      Object connections = field.get(http);
      ClassLoader apache = connections.getClass().getClassLoader();
      Class<?> config = apache.loadClass("org.apache.http.config.ConnectionConfig");
      connections
          .getClass()
          .getMethod("setDefaultConnectionConfig", config)
          .invoke(connections, bounded(config, apache));
    } catch (ReflectiveOperationException | RuntimeException other) {
      LOG.log(Level.WARNING, "The limits of the HTTP client cannot be set", other);
    }
  }

  private static Object bounded(Class<?> config, ClassLoader apache)
      throws ReflectiveOperationException {
    Class<?> constraints = apache.loadClass("org.apache.http.config.MessageConstraints");
    Object limits = constraints.getMethod("custom").invoke(null);
    limits.getClass().getMethod("setMaxHeaderCount", int.class).invoke(limits, MAX_HEADERS);
    limits.getClass().getMethod("setMaxLineLength", int.class).invoke(limits, MAX_HEADER_LENGTH);
    Object builder = config.getMethod("custom").invoke(null);
    builder
        .getClass()
        .getMethod("setMessageConstraints", constraints)
        .invoke(builder, call(limits, "build"));
    return call(builder, "build");
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    Method found = target.getClass().getMethod(method);
    found.setAccessible(true);
    return found.invoke(target);
  }

  private static Object hidden(Object target, String method) throws ReflectiveOperationException {
    Method found = target.getClass().getDeclaredMethod(method);
    found.setAccessible(true);
    return found.invoke(target);
  }
}
