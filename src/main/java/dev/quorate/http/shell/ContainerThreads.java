package dev.quorate.http.shell;

import dev.quorate.kernel.VirtualThreads;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the whole application gets from its surroundings: virtual threads and the time. */
@ManagedThreadFactoryDefinition(name = ContainerThreads.FACTORY, virtual = true)
@Singleton
public class ContainerThreads {
  static final String FACTORY = "java:app/quorate-virtual";

  @Resource(lookup = FACTORY)
  @SuppressWarnings("NullAway.Init") // by the container, before the bean is used
  private ManagedThreadFactory factory;

  @Produces
  @Singleton
  VirtualThreads virtualThreads() {
    return task -> factory.newThread(task).start();
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
