package dev.quorate.catalog;

import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.Dialect;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Providers that need no row: those whose well-known variables are set, and the sandbox, which is
 * this gateway's own. Read once at start.
 */
@Singleton
class EnvironmentProviders {
  private static final System.Logger LOG = System.getLogger(EnvironmentProviders.class.getName());

  /** Listening addresses that mean "all", which nobody can connect to. */
  private static final Set<String> ANY_ADDRESS = Set.of("", "*", "0.0.0.0", "::", "localhost");

  /** The end of an address that names a version of an API, {@code /v1} or {@code /v1beta}. */
  private static final Pattern VERSIONED = Pattern.compile(".*/v\\d+[a-z0-9]*");

  private final Config config;
  private final List<CatalogProvider> providers = new ArrayList<>();

  @Inject
  EnvironmentProviders(Config config) {
    this.config = config;
    hosted("openai", "OPENAI_API_KEY", "OPENAI_BASE_URL", "https://api.openai.com/v1");
    hosted(
        "openrouter", "OPENROUTER_API_KEY", "OPENROUTER_BASE_URL", "https://openrouter.ai/api/v1");
    keyed("anthropic", Dialect.ANTHROPIC, "ANTHROPIC", "https://api.anthropic.com/v1");
    keyed("google", Dialect.GEMINI, "GEMINI", "https://generativelanguage.googleapis.com/v1beta");
    text("OLLAMA_BASE_URL").ifPresent(this::ollama);
    sandbox();
  }

  List<CatalogProvider> providers() {
    return List.copyOf(providers);
  }

  /** Present when a key is set, or an address of a compatible server that may need none. */
  private void hosted(String id, String keyVariable, String urlVariable, String defaultUrl) {
    Optional<String> key = text(keyVariable);
    Optional<String> url = text(urlVariable);
    if (key.isPresent() || url.isPresent()) {
      add(id, Dialect.OPENAI, address(url.orElse(defaultUrl), urlVariable), key);
    }
  }

  /**
   * Present when a key is set. The address may be another one's, as clients of these providers are
   * given it: without the version of the API, which is then the usual one.
   */
  private void keyed(String id, Dialect dialect, String prefix, String defaultUrl) {
    Optional<String> key = text(prefix + "_API_KEY");
    if (key.isEmpty()) {
      return;
    }
    String variable = prefix + "_BASE_URL";
    URI address = address(text(variable).orElse(defaultUrl), variable);
    String version = defaultUrl.substring(defaultUrl.lastIndexOf('/'));
    boolean versioned = VERSIONED.matcher(address.getRawPath()).matches();
    add(id, dialect, versioned ? address : URI.create(address + version), key);
  }

  /** Ollama's own variable names the server; its OpenAI-compatible API is below {@code /v1}. */
  private void ollama(String value) {
    String withScheme = value.contains("://") ? value : "http://" + value;
    URI address = address(withScheme, "OLLAMA_BASE_URL");
    boolean bare = address.getRawPath().isEmpty();
    URI base = bare ? URI.create(address + "/v1") : address;
    add("ollama", Dialect.OPENAI, base, Optional.empty());
  }

  private void sandbox() {
    Optional<String> key = text("quorate.sandbox.key");
    if (key.isEmpty()) {
      LOG.log(
          System.Logger.Level.INFO, "The sandbox provider is off: QUORATE_SANDBOX_KEY is not set.");
      return;
    }
    String listening = text("quorate.http.host").orElse("");
    String host = ANY_ADDRESS.contains(listening) ? "127.0.0.1" : listening;
    String port = text("quorate.http.port").orElse("9080");
    String authority = host.contains(":") ? "[" + host + "]" : host;
    String url = "http://" + authority + ":" + port + "/sandbox/v1";
    add(CatalogProvider.SANDBOX, Dialect.OPENAI, address(url, "QUORATE_HTTP_PORT"), key);
  }

  private void add(String id, Dialect dialect, URI address, Optional<String> key) {
    Sensitive<String> credential = key.map(Sensitive::of).orElse(null);
    providers.add(CatalogProvider.ofEnvironment(id, dialect, address, credential));
  }

  private Optional<String> text(String name) {
    return config.getOptionalValue(name, String.class).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static URI address(String text, String variable) {
    try {
      return BaseUrls.shaped(text, variable);
    } catch (GatewayException e) {
      throw new IllegalStateException(e.text(), e);
    }
  }
}
