package dev.quorate.http.shell;

import static jakarta.ws.rs.core.HttpHeaders.ALLOW;

import dev.quorate.http.Failures;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;

/**
 * Answers what fails before or beside the hand-over: paths nobody serves, methods, media types, and
 * whatever the container makes of a malformed request. Never a page of HTML.
 */
@Provider
@Singleton
public class AnyFailure implements ExceptionMapper<Throwable> {
  private final Failures failures;
  private final Clock clock;

  @Inject
  AnyFailure(Failures failures, Clock clock) {
    this.failures = failures;
    this.clock = clock;
  }

  @Override
  public Response toResponse(Throwable failure) {
    RequestId id = RequestId.create(clock);
    if (!(failure instanceof WebApplicationException web)) {
      return failures.answer(failure, id);
    }
    Response theirs = web.getResponse();
    if (theirs.getStatus() < 400) { // OPTIONS is answered by an exception, with Allow
      return Response.noContent().header(ALLOW, theirs.getHeaderString(ALLOW)).build();
    }
    if (theirs.getStatus() >= 500) {
      return failures.answer(failure, id);
    }
    Response.ResponseBuilder ours = failures.response(refusal(theirs.getStatus()), id);
    return ours.header(ALLOW, theirs.getHeaderString(ALLOW)).build(); // null leaves it out
  }

  /** Our words for a status of the container's; its own message may quote the request. */
  static GatewayException refusal(int status) {
    ErrorCode code =
        switch (status) {
          case 401 -> ErrorCode.INVALID_API_KEY;
          case 403, 404 -> ErrorCode.NOT_FOUND;
          case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
          case 406 -> ErrorCode.NOT_ACCEPTABLE;
          case 408 -> ErrorCode.REQUEST_TIMEOUT;
          case 413 -> ErrorCode.BODY_TOO_LARGE;
          case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
          case 503 -> ErrorCode.OVERLOADED;
          default -> status >= 500 ? ErrorCode.INTERNAL_ERROR : ErrorCode.INVALID_REQUEST;
        };
    return code.because(code.meaning());
  }
}
