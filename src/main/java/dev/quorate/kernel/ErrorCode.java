package dev.quorate.kernel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every refusal and failure a client can see: HTTP status, wire {@code type}, wire {@code code}
 * (the constant in lower case). {@code docs/reference/errors.md} lists them; a test keeps the two
 * equal.
 */
public enum ErrorCode {
  INVALID_JSON(
      400, Type.INVALID_REQUEST, "The body is not JSON, or breaks a limit of ours on JSON."),
  INVALID_VALUE(400, Type.INVALID_REQUEST, "A field has the wrong type or is out of its bounds."),
  MISSING_FIELD(400, Type.INVALID_REQUEST, "A required field is absent."),
  UNKNOWN_FIELD(400, Type.INVALID_REQUEST, "An object of ours has a field we do not know."),
  UNSUPPORTED_PARAMETER(400, Type.INVALID_REQUEST, "A parameter or content type is not served."),
  INVALID_REQUEST(400, Type.INVALID_REQUEST, "The HTTP request itself is malformed."),
  INVALID_TAG(400, Type.INVALID_REQUEST, "A tag breaks a rule, in the body or in X-Tags."),
  PROJECT_CONFLICT(400, Type.INVALID_REQUEST, "Body and header name different projects."),
  PANEL_REQUIRED(400, Type.INVALID_REQUEST, "A fusion request names no panel."),
  FUSION_RECURSION(400, Type.INVALID_REQUEST, "Fusion was asked for inside fusion."),
  NOT_WITH_FUSION(400, Type.INVALID_REQUEST, "The parameter cannot be combined with fusion."),
  MODEL_NOT_PRICED(400, Type.INVALID_REQUEST, "The model has no price in effect."),
  PRESET_NOT_FOUND(400, Type.INVALID_REQUEST, "No such preset."),
  PRESET_CONFLICT(400, Type.INVALID_REQUEST, "A request names two presets."),
  PRESET_SLUG_RESERVED(400, Type.INVALID_REQUEST, "The slug is a name of the deployment's."),
  PREVIOUS_RESPONSE_NOT_FOUND(
      400, Type.INVALID_REQUEST, "The response to continue is not kept here."),
  MODEL_LACKS_TOOLS(400, Type.INVALID_REQUEST, "Tools were offered to a model that has none."),
  WEB_UNAVAILABLE(
      400, Type.INVALID_REQUEST, "The web was asked for and somebody would be without it."),
  REJECTED_BY_PANEL(400, Type.INVALID_REQUEST, "Every panel model refused the request as invalid."),
  REJECTED_BY_PROVIDER(400, Type.INVALID_REQUEST, "The provider refused the request as invalid."),
  RETENTION_OFF(
      400, Type.INVALID_REQUEST, "The workspace keeps no texts, and this needs one kept."),
  RUN_WITHOUT_ANSWERS(
      400, Type.INVALID_REQUEST, "The run has no usable answer that could be judged again."),
  INVALID_API_KEY(401, Type.AUTHENTICATION, "No key, or one that is malformed or unknown."),
  API_KEY_DISABLED(401, Type.AUTHENTICATION, "The key or its workspace is disabled."),
  API_KEY_EXPIRED(401, Type.AUTHENTICATION, "The key's expiry has passed."),
  WORKSPACE_BUDGET_EXCEEDED(402, Type.BUDGET, "A budget of the workspace has no room left."),
  PROJECT_BUDGET_EXCEEDED(402, Type.BUDGET, "A budget of the project has no room left."),
  KEY_LIMIT_EXCEEDED(402, Type.BUDGET, "The key's spend limit has no room left."),
  MAX_COST_EXCEEDED(402, Type.BUDGET, "The request may cost more than its own max_cost_usd."),
  INSUFFICIENT_SCOPE(403, Type.PERMISSION, "The key lacks the scope this endpoint needs."),
  PROJECT_LOCKED(403, Type.PERMISSION, "The key is locked to another project."),
  MODEL_NOT_ALLOWED(403, Type.PERMISSION, "The key may not use this model."),
  TEST_KEY_SANDBOX_ONLY(403, Type.PERMISSION, "A test key may only use sandbox models."),
  KEY_BEYOND_OWN_RIGHTS(
      403, Type.PERMISSION, "A key can make or change only keys within its own rights."),
  PROJECT_DISABLED(403, Type.PERMISSION, "The project the request belongs to is disabled."),
  POLICY_VIOLATION(403, Type.PERMISSION, "A policy of the workspace forbids this call."),
  NOT_FOUND(404, Type.INVALID_REQUEST, "No such path or object."),
  MODEL_NOT_FOUND(404, Type.INVALID_REQUEST, "No such model in the catalogue."),
  PROJECT_NOT_FOUND(404, Type.INVALID_REQUEST, "No such project in this workspace."),
  METHOD_NOT_ALLOWED(405, Type.INVALID_REQUEST, "The path does not serve this method."),
  NOT_ACCEPTABLE(406, Type.INVALID_REQUEST, "None of the accepted media types is served."),
  REQUEST_TIMEOUT(408, Type.INVALID_REQUEST, "The body arrived too slowly."),
  CONFLICT(409, Type.INVALID_REQUEST, "An object of that name exists, or is still in use."),
  PROJECT_HAS_KEYS(409, Type.INVALID_REQUEST, "The project still has active keys."),
  PRESET_SLUG_TAKEN(409, Type.INVALID_REQUEST, "The workspace has a preset of that slug."),
  IDEMPOTENCY_KEY_IN_USE(
      409, Type.INVALID_REQUEST, "The first request with this idempotency key is still running."),
  REPLAY_UNAVAILABLE(
      409, Type.INVALID_REQUEST, "The request ran before, and its reply is not kept."),
  RUN_NOT_FINISHED(
      409,
      Type.INVALID_REQUEST,
      "The run goes on; its panel can be judged again once it has ended."),
  RUN_TEXTS_GONE(410, Type.INVALID_REQUEST, "The run's texts are not kept, or not any more."),
  BODY_TOO_LARGE(413, Type.INVALID_REQUEST, "The body exceeds the size limit."),
  UNSUPPORTED_MEDIA_TYPE(415, Type.INVALID_REQUEST, "The body is not application/json in UTF-8."),
  IDEMPOTENCY_KEY_REUSED(
      422, Type.INVALID_REQUEST, "The idempotency key came with another body before."),
  RATE_LIMIT_EXCEEDED(
      429, Type.RATE_LIMIT, "A rate limit of the key, project or workspace is reached."),
  PANEL_RATE_LIMITED(429, Type.RATE_LIMIT, "Every panel model's provider refused for its rate."),
  PROVIDER_RATE_LIMITED(429, Type.RATE_LIMIT, "The provider refused for its rate."),
  RUN_CANCELLED(499, Type.INVALID_REQUEST, "The run was given up, by its client or by a cancel."),
  INTERNAL_ERROR(500, Type.SERVER, "A fault of the gateway; the request id finds it in the log."),
  ALL_PANELS_FAILED(502, Type.UPSTREAM, "No panel model gave a usable answer."),
  MIN_ANSWERS_NOT_MET(502, Type.UPSTREAM, "Fewer usable answers than min_answers."),
  JUDGE_FAILED(502, Type.UPSTREAM, "The judge failed and on_judge_failure is fail."),
  UPSTREAM_ERROR(502, Type.UPSTREAM, "The provider failed or its reply made no sense."),
  OVERLOADED(503, Type.SERVER, "The gateway is full; try again after Retry-After."),
  SHUTTING_DOWN(503, Type.SERVER, "The gateway is being stopped and takes no work; try again."),
  PROVIDER_UNAVAILABLE(
      503, Type.UPSTREAM, "The provider's breaker is open or its slots are taken."),
  LEDGER_UNAVAILABLE(503, Type.SERVER, "The ledger cannot be written; nothing was sent."),
  PROVIDER_TIMEOUT(
      504, Type.UPSTREAM, "The provider was silent for too long; the run had time left."),
  RUN_DEADLINE(504, Type.UPSTREAM, "No usable answer came before the deadline.");

  private final int status;
  private final Type type;
  private final String meaning;

  ErrorCode(int status, Type type, String meaning) {
    this.status = status;
    this.type = type;
    this.meaning = meaning;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Wire {@code error.type}. */
  public String type() {
    return type.wire;
  }

  /** Wire {@code error.code}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One sentence for the reference page. */
  public String meaning() {
    return meaning;
  }

  /** A refusal that no single field is to blame for. */
  public GatewayException because(String message) {
    return new GatewayException(this, message, null);
  }

  /** A refusal that names the offending field as a path, {@code fusion.analysis_models[2]}. */
  public GatewayException because(@Nullable String param, String message) {
    return new GatewayException(this, message, param);
  }

  private enum Type {
    INVALID_REQUEST("invalid_request_error"),
    AUTHENTICATION("authentication_error"),
    BUDGET("budget_error"),
    PERMISSION("permission_error"),
    RATE_LIMIT("rate_limit_error"),
    UPSTREAM("upstream_error"),
    SERVER("server_error");

    private final String wire;

    Type(String wire) {
      this.wire = wire;
    }
  }
}
