package dev.quorate.http;

import dev.quorate.kernel.VirtualThreads;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What the whole application gets from its surroundings: virtual threads and the time. */
@ManagedThreadFactoryDefinition(name = ContainerThreads.FACTORY, virtual = true)
@Singleton
public class ContainerThreads {
  static final String FACTORY = "java:app/quorate-virtual";

  @Produces
  @Singleton
  VirtualThreads virtualThreads() {
    ThreadFactory factory = factory();
    return task -> factory.newThread(task).start();
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  private static ThreadFactory factory() {
    try {
      return InitialContext.doLookup(FACTORY);
    } catch (NamingException absent) {
      throw new IllegalStateException("no managed thread factory " + FACTORY, absent);
    }
  }
}
