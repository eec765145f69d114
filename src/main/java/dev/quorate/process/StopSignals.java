package dev.quorate.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * SIGTERM, SIGINT and SIGHUP as calls. Java's own answer to them is to run all shutdown hooks at
 * once, the container's among them; whoever takes them here decides what is stopped when.
 *
 * <p>{@code sun.misc.Signal} is the only door to them. It is reached by reflection, for the
 * compiler warns of its name and nothing switches that off.
 */
public final class StopSignals {
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

  private final Set<String> heard = new HashSet<>();
  private final Listener listener;

  private StopSignals(Listener listener) {
    this.listener = listener;
  }

  /** Is called on a thread of its own for each signal, so it may block. */
  public interface Listener {
    /** The first signal. */
    void stop(String signal);

    /**
     * A signal that came before. One Ctrl-C at a terminal is often two signals: the terminal's to
     * everybody, and the parent's to its child; so another kind of signal is no impatience.
     */
    void stopNow(String signal);
  }

  /**
   * Takes the signals from now on. Those that are ignored, as in a background job, stay so.
   *
   * @return false where they cannot be had; they end the process in Java's way then
   */
  public static boolean take(Listener listener) {
    StopSignals signals = new StopSignals(listener);
    try {
      take(signals::hear);
      return true;
    } catch (ReflectiveOperationException | IllegalArgumentException notHere) {
      System.getLogger(StopSignals.class.getName())
          .log(System.Logger.Level.WARNING, "Signals cannot be taken.", notHere);
      return false;
    }
  }

  private void hear(String signal) {
    boolean first;
    boolean again;
    synchronized (heard) {
      first = heard.isEmpty();
      again = !heard.add(signal);
    }
    if (first) {
      listener.stop(signal);
    } else if (again) {
      listener.stopNow(signal);
    }
  }

  private static void take(Consumer<String> ours) throws ReflectiveOperationException {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    Class<?> signalType = loader.loadClass("sun.misc.Signal");
    Class<?> handlerType = loader.loadClass("sun.misc.SignalHandler");
    Method name = signalType.getMethod("getName");
    Method handle = signalType.getMethod("handle", signalType, handlerType);
    Object ignoring = handlerType.getField("SIG_IGN").get(null);
    InvocationHandler heard =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                ours.accept((String) name.invoke(arguments[0]));
                yield null;
              }
              case "equals" ->
                  System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "StopSignals";
            };
    Object handler = Proxy.newProxyInstance(loader, new Class<?>[] {handlerType}, heard);
    for (String one : NAMES) {
      Object signal = signalType.getConstructor(String.class).newInstance(one);
      if (ignoring.equals(handle.invoke(null, signal, handler))) {
        handle.invoke(null, signal, ignoring);
      }
    }
  }
}
