package dev.quorate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import dev.quorate.kernel.call.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

class EnvironmentProvidersTest {
  private static List<CatalogProvider> with(Map<String, String> variables) {
    return new EnvironmentProviders(new MapConfig(variables)).providers();
  }

  @Test
  void nothingSetMeansNoProviderAndNoSandbox() {
    assertThat(with(Map.of())).isEmpty();
  }

  @Test
  void keysAloneMakeProvidersWithTheirUsualAddresses() {
    List<CatalogProvider> providers =
        with(Map.of("OPENAI_API_KEY", "sk-1", "OPENROUTER_API_KEY", "or-1"));

    assertThat(providers)
        .extracting(CatalogProvider::id, p -> p.baseUri().toString())
        .containsExactly(
            tuple("openai", "https://api.openai.com/v1"),
            tuple("openrouter", "https://openrouter.ai/api/v1"));
    assertThat(providers.getFirst().credential().reveal()).isEqualTo("sk-1");
    assertThat(providers.toString()).doesNotContain("sk-1");
  }

  @Test
  void keysOfAnthropicAndGoogleMakeProvidersInTheirOwnDialects() {
    assertThat(with(Map.of("ANTHROPIC_API_KEY", "sk-ant-1", "GEMINI_API_KEY", "AIza-1")))
        .extracting(CatalogProvider::id, CatalogProvider::dialect, p -> p.baseUri().toString())
        .containsExactly(
            tuple("anthropic", Dialect.ANTHROPIC, "https://api.anthropic.com/v1"),
            tuple("google", Dialect.GEMINI, "https://generativelanguage.googleapis.com/v1beta"));
  }

  @Test
  void theirOtherAddressesMayLeaveTheVersionOut() {
    for (String url : List.of("https://a.example/anthropic", "https://a.example/anthropic/v1")) {
      Map<String, String> variables = Map.of("ANTHROPIC_API_KEY", "k", "ANTHROPIC_BASE_URL", url);

      assertThat(with(variables).getFirst().baseUri())
          .hasToString("https://a.example/anthropic/v1");
    }
    assertThat(
            with(Map.of("GEMINI_API_KEY", "k", "GEMINI_BASE_URL", "https://g.example/"))
                .getFirst()
                .baseUri())
        .hasToString("https://g.example/v1beta");
  }

  @Test
  void anAddressOfTheirsWithoutAKeyIsNoProvider() {
    assertThat(with(Map.of("ANTHROPIC_BASE_URL", "https://a.example"))).isEmpty();
  }

  @Test
  void compatibleServerMayNeedNoKey() {
    CatalogProvider openai = with(Map.of("OPENAI_BASE_URL", "http://10.1.2.3:8000/v1/")).getFirst();

    assertThat(openai.baseUri()).hasToString("http://10.1.2.3:8000/v1");
    assertThat(openai.credential()).isNull();
  }

  @Test
  void ollamasOwnVariableNamesTheServerOnly() {
    assertThat(with(Map.of("OLLAMA_BASE_URL", "http://gpu:11434")).getFirst().baseUri())
        .hasToString("http://gpu:11434/v1");
    assertThat(with(Map.of("OLLAMA_BASE_URL", "gpu:11434/")).getFirst().baseUri())
        .hasToString("http://gpu:11434/v1");
    assertThat(with(Map.of("OLLAMA_BASE_URL", "http://gpu:11434/v1")).getFirst().baseUri())
        .hasToString("http://gpu:11434/v1");
  }

  @Test
  void sandboxIsCalledWhereThisServerListens() {
    Map<String, String> all = Map.of("quorate.sandbox.key", "k", "quorate.http.host", "*");
    Map<String, String> one =
        Map.of(
            "quorate.sandbox.key", "k", "quorate.http.host", "10.0.0.7", "quorate.http.port", "1");

    assertThat(with(all).getFirst().baseUri()).hasToString("http://127.0.0.1:9080/sandbox/v1");
    assertThat(with(one).getFirst().baseUri()).hasToString("http://10.0.0.7:1/sandbox/v1");
  }

  @Test
  void badAddressStopsTheStartAndNamesTheVariable() {
    assertThatIllegalStateException()
        .isThrownBy(() -> with(Map.of("OPENAI_BASE_URL", "https://u:p@host/v1")))
        .withMessageContaining("OPENAI_BASE_URL");
  }

  /** A configuration of texts only. */
  private record MapConfig(Map<String, String> values) implements Config {
    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
      return Optional.ofNullable(values.get(name)).map(type::cast);
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
      return getOptionalValue(name, type).orElseThrow();
    }

    @Override
    public ConfigValue getConfigValue(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<String> getPropertyNames() {
      return values.keySet();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
      return List.of();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
      return Optional.empty();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      throw new UnsupportedOperationException();
    }
  }
}
