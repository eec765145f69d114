package dev.quorate.catalog.admin;

import dev.quorate.catalog.BaseUrls;
import dev.quorate.catalog.CatalogProvider;
import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.Dialect;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a provider from a body: everything that can be told without the rest of the catalogue. */
@Singleton
class ProviderFields {
  static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7e]*");
  private static final int MAX_KEY_LENGTH = 4096;
  private static final int MAX_CONCURRENCY = 100_000;
  private static final int MAX_CONNECT_MS = 60_000;

  private final BaseUrls baseUrls;

  @Inject
  ProviderFields(BaseUrls baseUrls) {
    this.baseUrls = baseUrls;
  }

  CatalogProvider read(Fields body, Instant now) {
    String id = body.requiredText("id", 63);
    if (!ID.matcher(id).matches()) {
      throw body.refusal(
          "id", "must begin with a small letter or digit and hold only a-z, 0-9, '.', '_' and '-'");
    }
    if (id.equals(CatalogProvider.SANDBOX)) {
      throw ErrorCode.CONFLICT.because("id", "The provider 'sandbox' is built in.");
    }
    Dialect dialect = dialect(body, null);
    URI baseUri = baseUrls.parse(body.requiredText("base_url", 2048), body.path("base_url"));
    CatalogProvider plain =
        new CatalogProvider(
            id,
            dialect,
            baseUri,
            null,
            true,
            CatalogProvider.DEFAULT_CONNECT_TIMEOUT,
            CatalogProvider.DEFAULT_CONCURRENCY,
            false,
            false,
            false,
            now,
            now);
    CatalogProvider provider = patched(plain, body, now);
    body.refuseOthers();
    return provider;
  }

  /** The provider with the body's fields in place of its own; what the body leaves out stays. */
  CatalogProvider patched(CatalogProvider old, Fields body, Instant now) {
    URI baseUri = baseUri(old, body);
    String key = apiKey(body);
    boolean hadKey = old.credential() != null || !old.credentialReadable();
    if (key == null && hadKey && !sameServer(old.baseUri(), baseUri)) {
      throw ErrorCode.MISSING_FIELD.because(
          "api_key",
          "The stored credential is for "
              + old.baseUri().getHost()
              + " and is not sent elsewhere: give 'api_key' with the new 'base_url'.");
    }
    Sensitive<String> credential =
        key == null ? old.credential() : key.isEmpty() ? null : Sensitive.of(key);
    return new CatalogProvider(
        old.id(),
        dialect(body, old.dialect()),
        baseUri,
        credential,
        key != null || old.credentialReadable(),
        connectTimeout(body, old.connectTimeout()),
        Objects.requireNonNullElse(
            body.integer("concurrency", 1, MAX_CONCURRENCY), old.concurrency()),
        drainsOnAbort(body, old.drainsOnAbort()),
        Objects.requireNonNullElse(body.bool("zero_retention"), old.keepsNothing()),
        false,
        old.createdAt(),
        now);
  }

  private URI baseUri(CatalogProvider old, Fields body) {
    String text = body.text("base_url", 2048);
    return text == null ? old.baseUri() : baseUrls.parse(text, body.path("base_url"));
  }

  private static boolean sameServer(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getRawAuthority().equalsIgnoreCase(other.getRawAuthority());
  }

  /** Null when not given; empty removes the stored one. */
  private static @Nullable String apiKey(Fields body) {
    String key = body.text("api_key", MAX_KEY_LENGTH);
    if (key != null && !HEADER_SAFE.matcher(key).matches()) {
      throw body.refusal("api_key", "must hold visible ASCII characters only");
    }
    return key;
  }

  private static Dialect dialect(Fields body, @Nullable Dialect old) {
    String text = old == null ? body.requiredText("dialect", 40) : body.text("dialect", 40);
    if (text == null) {
      return Objects.requireNonNull(old);
    }
    return Dialect.parse(text)
        .orElseThrow(() -> body.refusal("dialect", "must be one of: " + Dialect.names()));
  }

  private static Duration connectTimeout(Fields body, Duration old) {
    Fields timeouts = body.object("timeouts");
    if (timeouts == null) {
      return old;
    }
    Integer connect = timeouts.integer("connect_ms", 1, MAX_CONNECT_MS);
    timeouts.refuseOthers();
    return connect == null ? old : Duration.ofMillis(connect);
  }

  private static boolean drainsOnAbort(Fields body, boolean old) {
    String text = body.text("on_client_abort", 10);
    if (text == null) {
      return old;
    }
    return switch (text) {
      case "cancel" -> false;
      case "drain" -> true;
      default -> throw body.refusal("on_client_abort", "must be 'cancel' or 'drain'");
    };
  }
}
