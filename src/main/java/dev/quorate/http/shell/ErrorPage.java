package dev.quorate.http.shell;

import dev.quorate.http.ErrorBody;
import dev.quorate.http.Headers;
import dev.quorate.http.Json;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;

/** The error page of the servlet container: what fails above JAX-RS is JSON as well. */
@WebServlet(ErrorPage.PATH)
public class ErrorPage extends HttpServlet {
  static final String PATH = "/-/error";
  private static final long serialVersionUID = 1L;

  private final transient Json json;
  private final transient Clock clock;

  @Inject
  ErrorPage(Json json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Asked for as a path of its own it is a path like any that nobody serves.
    GatewayException refusal =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
            ? AnyFailure.refusal(status)
            : ErrorCode.NOT_FOUND.because(ErrorCode.NOT_FOUND.meaning());
    RequestId id = RequestId.create(clock);
    byte[] body = json.write(ErrorBody.of(refusal, id));
    response.setStatus(refusal.code().status());
    response.setContentType("application/json");
    response.setHeader(Headers.REQUEST_ID, id.asRequest());
    response.setHeader("cache-control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
