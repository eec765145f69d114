package dev.quorate.tenancy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The settings of this room. Keys in them are checked when the server starts. */
@Singleton
public class TenancySettings {
  /** Promised to users: a revoked key is refused by every node within this time. */
  private static final Duration LONGEST_MEMORY = Duration.ofSeconds(30);

  private final Duration memory;
  private final @Nullable KeyText adminKey;
  private final @Nullable KeyText bootstrapAdminKey;
  private final @Nullable KeyText bootstrapApiKey;

  @Inject
  TenancySettings(
      @ConfigProperty(name = "quorate.tenancy.key-cache-ms") long memoryMs, Config config) {
    this.memory = Duration.ofMillis(memoryMs);
    if (memory.isNegative() || memory.compareTo(LONGEST_MEMORY) > 0) {
      throw new IllegalStateException("quorate.tenancy.key-cache-ms must be from 0 to 30000");
    }
    this.adminKey = key(config, "quorate.admin.key", true);
    this.bootstrapAdminKey = key(config, "quorate.bootstrap.admin.key", true);
    this.bootstrapApiKey = key(config, "quorate.bootstrap.api.key", false);
  }

  private static @Nullable KeyText key(Config config, String name, boolean admin) {
    String text = config.getOptionalValue(name, String.class).orElse("").strip();
    if (text.isEmpty()) {
      return null;
    }
    return KeyText.parse(text)
        .filter(key -> (key.kind() == KeyText.Kind.ADMIN) == admin)
        .orElseThrow(() ->
            new IllegalStateException(
                name + " is no " + (admin ? "qrt_admin_" : "qrt_live_ or qrt_test_") + " key"));
  }

  /** How long keys and projects are remembered. */
  public Duration memory() {
    return memory;
  }

  /** An admin key that is accepted as long as it is configured. */
  public @Nullable KeyText adminKey() {
    return adminKey;
  }

  /** Adopted as the first admin key. */
  public @Nullable KeyText bootstrapAdminKey() {
    return bootstrapAdminKey;
  }

  /** Adopted as the first key of the first workspace. */
  public @Nullable KeyText bootstrapApiKey() {
    return bootstrapApiKey;
  }
}
