package dev.quorate.tenancy;

import java.util.Locale;

/**
 * Who made an administrative change: a key, never a person, for keys are all the gateway knows.
 *
 * @param id of the key; {@code configured} for the admin key of the configuration, {@code gateway}
 *     for what the gateway does by itself
 */
public record Actor(Type type, String id) {
  /** What the gateway does without being asked, as at its first start. */
  public static final Actor GATEWAY = new Actor(Type.GATEWAY, "gateway");

  /** The admin key that stands in the configuration and in no table. */
  static final Actor CONFIGURED_ADMIN = new Actor(Type.ADMIN_KEY, "configured");

  /** The kinds of key. */
  public enum Type {
    API_KEY,
    ADMIN_KEY,
    GATEWAY;

    /** The name on the wire and in the database. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The key of a caller. */
  public static Actor of(Caller caller) {
    return new Actor(Type.API_KEY, caller.key().toString());
  }

  /** An admin key by its id. */
  static Actor adminKey(String id) {
    return new Actor(Type.ADMIN_KEY, id);
  }
}
