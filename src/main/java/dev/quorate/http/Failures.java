package dev.quorate.http;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Turns whatever went wrong into the one error shape. What is our fault is told in the log only.
 */
@Singleton
public class Failures {
  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  private final Json json;
  private final List<Diagnosis> diagnoses;

  @Inject
  Failures(Json json, Instance<Diagnosis> diagnoses) {
    this(json, diagnoses.stream().toList());
  }

  Failures(Json json, List<Diagnosis> diagnoses) {
    this.json = json;
    this.diagnoses = List.copyOf(diagnoses);
  }

  /** The answer to a failed request; logs it when the gateway or something below it failed. */
  public Response answer(Throwable failure, RequestId id) {
    return response(refusal(failure, id), id).build();
  }

  /** The answer to a refusal, for headers to be added. Logs nothing. */
  public Response.ResponseBuilder response(GatewayException refusal, RequestId id) {
    Response.ResponseBuilder response =
        Response.status(refusal.code().status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .header(Headers.REQUEST_ID, id.asRequest())
            .entity(json.write(ErrorBody.of(refusal, id)));
    if (refusal.code().status() == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (refusal.retryAfter() != null) {
      response.header(HttpHeaders.RETRY_AFTER, Headers.wholeSeconds(refusal.retryAfter()));
    }
    refusal.headers().forEach(response::header);
    return response;
  }

  GatewayException refusal(Throwable failure, RequestId id) {
    if (failure instanceof GatewayException refusal) {
      return logged(refusal, id);
    }
    for (Diagnosis diagnosis : diagnoses) {
      GatewayException known = diagnosis.of(failure);
      if (known != null) {
        return logged(known.getCause() == null ? known.causedBy(failure) : known, id);
      }
    }
    return logged(
        ErrorCode.INTERNAL_ERROR
            .because("The gateway failed. Quote the request id when you report it.")
            .causedBy(failure),
        id);
  }

  private static GatewayException logged(GatewayException refusal, RequestId id) {
    if (refusal.code() == ErrorCode.INTERNAL_ERROR) {
      Throwable cause = refusal.getCause() == null ? refusal : refusal.getCause();
      LOG.log(Level.ERROR, () -> id + " failed: " + FailureStory.of(cause));
    } else if (refusal.code().status() >= 500 && refusal.getCause() != null) {
      LOG.log(
          Level.WARNING,
          () -> id + " " + refusal.code().code() + ": " + FailureStory.root(refusal));
    }
    return refusal;
  }
}
