package dev.quorate.http.shell;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Notes which template a request's path matched, {@code /v1/projects/{project}}: what logs and
 * metrics may name, where the path itself would be without bound.
 */
@Provider
@Singleton
public class PathTemplates implements DynamicFeature {
  private static final String PROPERTY = "quorate.path-template";
  private static final String NONE = "(none)";

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    String template =
        joined(
            resource.getResourceClass().getAnnotation(Path.class),
            resource.getResourceMethod().getAnnotation(Path.class));
    context.register(
        (ContainerRequestFilter) request -> request.setProperty(PROPERTY, template),
        ContainerRequestFilter.class);
  }

  /** The template, or {@code (none)} for a path nobody serves. */
  static String of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof String template ? template : NONE;
  }

  static String joined(@Nullable Path type, @Nullable Path method) {
    StringBuilder template = new StringBuilder();
    for (Path path : new @Nullable Path[] {type, method}) {
      if (path != null && !path.value().isEmpty()) {
        template.append(path.value().startsWith("/") ? "" : "/").append(path.value());
      }
    }
    return template.toString();
  }
}
