package dev.quorate.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the run's one {@link World} to every class that asks for it; it ends with the run. */
final class WorldExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(WorldExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == World.class;
  }

  @Override
  public World resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(World.class, type -> start(), World.class);
  }

  private static World start() {
    try {
      return World.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
