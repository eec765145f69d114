package dev.quorate.http.shell;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds to every operation of the document the refusals that the shell can answer with anywhere, so
 * that no resource has to repeat them.
 */
public class OpenApiFilter implements OASFilter {
  private static final Map<String, String> ANYWHERE =
      Map.of(
          "400", "The request is malformed; error.param names the field",
          "401", "No key, or one that is unknown, disabled or expired",
          "403", "The key may not do this",
          "500", "A fault of the gateway; the request id finds it in the log",
          "503", "Full, or the ledger cannot be written; see Retry-After");

  private static final Map<String, String> WITH_BODY =
      Map.of(
          "408", "The body arrived too slowly",
          "413", "The body is larger than the limit",
          "415", "The body is not application/json in UTF-8");

  @Override
  public Operation filterOperation(Operation operation) {
    APIResponses responses = operation.getResponses();
    if (responses == null) {
      responses = OASFactory.createAPIResponses();
      operation.setResponses(responses);
    }
    add(responses, ANYWHERE);
    if (operation.getRequestBody() != null) {
      add(responses, WITH_BODY);
    }
    complete(responses);
    return operation;
  }

  /** A header described in words only is a text. */
  @Override
  public Header filterHeader(Header header) {
    if (header.getRef() == null && header.getSchema() == null && header.getContent() == null) {
      header.setSchema(text());
    }
    return header;
  }

  /** So is a parameter. */
  @Override
  public Parameter filterParameter(Parameter parameter) {
    if (parameter.getRef() == null
        && parameter.getSchema() == null
        && parameter.getContent() == null) {
      parameter.setSchema(text());
    }
    return parameter;
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }

  private static void add(APIResponses responses, Map<String, String> refusals) {
    refusals.forEach((status, description) -> {
      if (responses.getAPIResponse(status) == null) {
        responses.addAPIResponse(status, error(description));
      }
    });
  }

  /** An error that a resource describes in words only has the body all errors have. */
  private static void complete(APIResponses responses) {
    responses
        .getAPIResponses()
        .forEach((status, response) -> {
          boolean failure = status.startsWith("4") || status.startsWith("5");
          if (failure && response.getRef() == null && response.getContent() == null) {
            response.setContent(errorContent());
          }
        });
  }

  private static APIResponse error(String description) {
    return OASFactory.createAPIResponse().description(description).content(errorContent());
  }

  private static Content errorContent() {
    return OASFactory.createContent()
        .addMediaType(
            "application/json",
            OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("#/components/schemas/Error")));
  }
}
