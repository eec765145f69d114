package dev.quorate.websearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** The application's defaults, and what a test sets over them. An empty value is none. */
public final class Settings implements Config {
  private final Properties values = new Properties();

  public Settings() {
    try (InputStream file =
        Settings.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      values.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Settings with(String key, String value) {
    values.setProperty(key, value);
    return this;
  }

  @Override
  public <T> T getValue(String key, Class<T> type) {
    return getOptionalValue(key, type).orElseThrow(() -> new NoSuchElementException(key));
  }

  @Override
  public <T> Optional<T> getOptionalValue(String key, Class<T> type) {
    String text = values.getProperty(key, "");
    return text.isEmpty() ? Optional.empty() : Optional.of(type.cast(converted(text, type)));
  }

  private static Object converted(String text, Class<?> type) {
    if (type == Integer[].class) {
      return Arrays.stream(text.split(",")).map(Integer::valueOf).toArray(Integer[]::new);
    }
    return type == Integer.class ? Integer.valueOf(text) : text;
  }

  @Override
  public ConfigValue getConfigValue(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterable<String> getPropertyNames() {
    return values.stringPropertyNames();
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
