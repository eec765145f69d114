package dev.quorate.tracing;

import dev.quorate.kernel.GatewayException;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Locale;

/**
 * Attributes of the spans. {@code gen_ai.*}, {@code error.type} and {@code http.*} are
 * OpenTelemetry's semantic conventions for generative AI, in development as of release 1.37; {@code
 * quorate.*} are ours.
 */
final class SpanNames {
  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
  static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
  static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
  static final AttributeKey<Long> MAX_TOKENS = AttributeKey.longKey("gen_ai.request.max_tokens");
  static final AttributeKey<String> RESPONSE_ID = AttributeKey.stringKey("gen_ai.response.id");

  /** Cached ones included, as the conventions have it. */
  static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");

  static final AttributeKey<Long> CACHE_READ =
      AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
  static final AttributeKey<Long> CACHE_WRITE =
      AttributeKey.longKey("gen_ai.usage.cache_creation.input_tokens");

  /** Reasoning included. */
  static final AttributeKey<Long> OUTPUT = AttributeKey.longKey("gen_ai.usage.output_tokens");

  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");

  /** Exact, as the bill has it: a decimal as text. */
  static final AttributeKey<String> COST = AttributeKey.stringKey("quorate.cost_usd");

  static final AttributeKey<String> REQUEST = AttributeKey.stringKey("quorate.request.id");
  static final AttributeKey<String> WORKSPACE = AttributeKey.stringKey("quorate.workspace.id");
  static final AttributeKey<String> PROJECT = AttributeKey.stringKey("quorate.project.id");
  static final AttributeKey<String> ENDPOINT = AttributeKey.stringKey("quorate.endpoint");
  static final AttributeKey<String> PRESET = AttributeKey.stringKey("quorate.preset");
  static final AttributeKey<String> STATUS = AttributeKey.stringKey("quorate.status");
  static final AttributeKey<Long> CALLS = AttributeKey.longKey("quorate.calls");
  static final AttributeKey<String> CALL = AttributeKey.stringKey("quorate.call.id");
  static final AttributeKey<String> ROLE = AttributeKey.stringKey("quorate.call.role");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("quorate.call.outcome");
  static final AttributeKey<Long> SEAT = AttributeKey.longKey("quorate.call.panel_index");
  static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("quorate.call.attempt");
  static final AttributeKey<Boolean> USED = AttributeKey.booleanKey("quorate.call.used");
  static final AttributeKey<Long> FIRST_TOKEN = AttributeKey.longKey("quorate.call.first_token_ms");

  private SpanNames() {}

  /** A word of a fixed set for whatever went wrong. */
  static String errorType(RuntimeException failure) {
    return failure instanceof GatewayException refusal
        ? word(refusal.code())
        : failure.getClass().getName();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
