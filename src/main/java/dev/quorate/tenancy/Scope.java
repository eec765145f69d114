package dev.quorate.tenancy;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a key may do. */
public enum Scope {
  INFERENCE("inference"),
  USAGE_READ("usage:read"),
  PRESETS_WRITE("presets:write"),
  KEYS_WRITE("keys:write"),
  WORKSPACE_ADMIN("workspace:admin");

  private final String wire;

  Scope(String wire) {
    this.wire = wire;
  }

  /** The name on the wire and in the database. */
  public String wire() {
    return wire;
  }

  /** All names, for messages: {@code inference, usage:read, …}. */
  public static String wireNames() {
    return Arrays.stream(values()).map(Scope::wire).collect(Collectors.joining(", "));
  }

  public static Optional<Scope> parse(String wire) {
    return Arrays.stream(values()).filter(scope -> scope.wire.equals(wire)).findFirst();
  }
}
