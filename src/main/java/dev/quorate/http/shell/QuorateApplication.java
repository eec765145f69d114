package dev.quorate.http.shell;

import dev.quorate.http.ErrorBody;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/**
 * Every resource and provider of the WAR: the beans that carry {@code @Path} or {@code @Provider}.
 * They are handed over as made, for RESTEasy's own way of making them asks each class for a public
 * constructor without arguments, which beans with final fields do not have.
 */
@ApplicationPath("/")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Quorate",
            version = "0.1.0",
            description =
                "A self-hosted gateway that asks a panel of models, lets a judge merge their"
                    + " answers, and bills every call. Bodies are JSON in UTF-8, names snake_case,"
                    + " times ISO-8601 in UTC except where OpenAI's shapes have epoch seconds."
                    + " Every reply carries x-request-id.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    security = @SecurityRequirement(name = "bearer"),
    components =
        @Components(
            securitySchemes =
                @SecurityScheme(
                    securitySchemeName = "bearer",
                    type = SecuritySchemeType.HTTP,
                    scheme = "bearer",
                    description =
                        "An API key (qrt_live_… or qrt_test_…); on /v1/admin an admin key"
                            + " (qrt_admin_…)."),
            responses =
                @APIResponse(
                    name = "Error",
                    description = "Refused or failed; error.code says why",
                    content =
                        @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ErrorBody.class))),
            parameters = {
              @Parameter(
                  name = "limit",
                  in = ParameterIn.QUERY,
                  description = "Rows of a page",
                  schema =
                      @Schema(
                          type = SchemaType.INTEGER,
                          minimum = "1",
                          maximum = "100",
                          defaultValue = "20")),
              @Parameter(
                  name = "cursor",
                  in = ParameterIn.QUERY,
                  description = "next_cursor of the page before; absent for the first page",
                  schema = @Schema(type = SchemaType.STRING, maxLength = 2048)),
              @Parameter(
                  name = "start",
                  in = ParameterIn.QUERY,
                  description = QuorateApplication.TIME + "default: this month",
                  schema = @Schema(type = SchemaType.STRING)),
              @Parameter(
                  name = "end",
                  in = ParameterIn.QUERY,
                  description = QuorateApplication.TIME + "exclusive",
                  schema = @Schema(type = SchemaType.STRING)),
              @Parameter(
                  name = "project_id",
                  in = ParameterIn.QUERY,
                  description = "A project's id or slug",
                  schema = @Schema(type = SchemaType.STRING)),
              @Parameter(
                  name = "key_id",
                  in = ParameterIn.QUERY,
                  description = "An API key's id",
                  schema = @Schema(type = SchemaType.STRING)),
              @Parameter(
                  name = "model",
                  in = ParameterIn.QUERY,
                  description =
                      "Only lines of this model, in full; of requests, those with such a line",
                  schema = @Schema(type = SchemaType.STRING)),
              @Parameter(
                  name = "role",
                  in = ParameterIn.QUERY,
                  description = "Only lines of this role",
                  schema =
                      @Schema(
                          type = SchemaType.STRING,
                          enumeration = {
                            "direct",
                            "panel",
                            "judge",
                            "writer",
                            "web_search",
                            "web_fetch",
                            "rejudge"
                          })),
              @Parameter(
                  name = "status",
                  in = ParameterIn.QUERY,
                  description = "Only requests with this status, and their lines",
                  schema =
                      @Schema(
                          type = SchemaType.STRING,
                          enumeration = {
                            "completed",
                            "incomplete",
                            "failed",
                            "cancelled",
                            "refused",
                            "running"
                          })),
              @Parameter(
                  name = "tag",
                  in = ParameterIn.QUERY,
                  description = "key=value; all of several",
                  schema = @Schema(type = SchemaType.STRING)),
              @Parameter(
                  name = "sort",
                  in = ParameterIn.QUERY,
                  description =
                      "group: by name, within their time. cost, calls, tokens: the largest first by"
                          + " what a group comes to in the whole span, its times together",
                  schema =
                      @Schema(
                          type = SchemaType.STRING,
                          enumeration = {"group", "cost", "calls", "tokens"},
                          defaultValue = "group")),
              @Parameter(
                  name = "include_test",
                  in = ParameterIn.QUERY,
                  description = "true: what test keys did too",
                  schema = @Schema(type = SchemaType.BOOLEAN))
            }))
public class QuorateApplication extends Application {
  static final String TIME = "A UTC date (its first midnight) or an ISO-8601 time; ";

  @Override
  @Deprecated // in JAX-RS, with no other way to hand over instances
  public Set<Object> getSingletons() {
    BeanManager beans = CDI.current().getBeanManager();
    return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .map(Bean::getBeanClass)
        .filter(QuorateApplication::isServed)
        .map(type -> CDI.current().select(type, Any.Literal.INSTANCE).get())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Not the interfaces of REST clients, which have paths too. */
  private static boolean isServed(Class<?> type) {
    return !type.isInterface()
        && (type.isAnnotationPresent(Path.class) || type.isAnnotationPresent(Provider.class));
  }
}
