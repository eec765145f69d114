package dev.quorate.catalog.admin;

import dev.quorate.catalog.BaseUrls;
import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.CatalogProvider;
import dev.quorate.catalog.CatalogRows;
import dev.quorate.catalog.CatalogSnapshot;
import dev.quorate.catalog.CatalogStore;
import dev.quorate.catalog.LiveCatalog;
import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.Dialect;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the platform admin may do to providers. */
@Singleton
class ProviderAdmin {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7e]*");
  private static final int MAX_KEY_LENGTH = 4096;
  private static final int MAX_CONCURRENCY = 100_000;
  private static final int MAX_CONNECT_MS = 60_000;

  private final CatalogStore store;
  private final LiveCatalog catalog;
  private final BaseUrls baseUrls;
  private final Clock clock;

  @Inject
  ProviderAdmin(CatalogStore store, LiveCatalog catalog, BaseUrls baseUrls, Clock clock) {
    this.store = store;
    this.catalog = catalog;
    this.baseUrls = baseUrls;
    this.clock = clock;
  }

  CatalogProvider create(Fields body) {
    CatalogProvider provider = read(body);
    return written(change -> {
      if (change.before().provider(provider.id()) != null) {
        throw ErrorCode.CONFLICT.because("id", "A provider '" + provider.id() + "' exists.");
      }
      change.insert(provider);
      return provider;
    });
  }

  CatalogProvider update(String id, Fields body) {
    return written(change -> {
      CatalogProvider changed = patched(row(change.before(), id), body);
      body.refuseOthers();
      change.update(changed);
      return changed;
    });
  }

  void delete(String id) {
    CatalogProvider _ =
        written(change -> {
          CatalogProvider row = row(change.before(), id);
          requireUnused(change.before(), id);
          change.deleteProvider(id);
          return row;
        });
  }

  private CatalogProvider written(Function<CatalogStore.Change, CatalogProvider> write) {
    CatalogProvider result = store.change(write);
    CatalogSnapshot _ = catalog.freshest();
    return result;
  }

  /** The row to change; a provider of the environment has none. */
  private CatalogProvider row(CatalogRows rows, String id) {
    CatalogProvider row = rows.provider(id);
    if (row != null) {
      return row;
    }
    if (catalog.assemble(rows).provider(id) == null) {
      throw unknown(id);
    }
    throw ErrorCode.CONFLICT.because(
        "The provider '"
            + id
            + "' is made by the environment; change it there, or create one of"
            + " the same id to take its place.");
  }

  static GatewayException unknown(String id) {
    return ErrorCode.NOT_FOUND.because("There is no provider '" + shown(id) + "'.");
  }

  private static String shown(String id) {
    return ID.matcher(id).matches() ? id : "…";
  }

  private void requireUnused(CatalogRows rows, String id) {
    boolean environmentTakesOver = catalog.assemble(rows.withoutProvider(id)).provider(id) != null;
    if (environmentTakesOver) {
      return;
    }
    for (CatalogModel model : rows.models()) {
      if (id.equals(model.provider())) {
        throw ErrorCode.CONFLICT.because(
            "The provider '"
                + id
                + "' still serves '"
                + model.id()
                + "'; delete its models first.");
      }
    }
  }

  private CatalogProvider read(Fields body) {
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
    Instant now = now();
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
            now,
            now);
    CatalogProvider provider = patched(plain, body);
    body.refuseOthers();
    return provider;
  }

  /** The provider with the body's fields in place of its own; what the body leaves out stays. */
  private CatalogProvider patched(CatalogProvider old, Fields body) {
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
        false,
        old.createdAt(),
        now());
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
        .orElseThrow(() -> body.refusal("dialect", "must be one that is served here: openai"));
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

  /** PostgreSQL keeps microseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
