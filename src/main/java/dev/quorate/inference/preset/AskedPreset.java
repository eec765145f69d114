package dev.quorate.inference.preset;

import dev.quorate.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The one preset of a request.
 *
 * @param name as the caller wrote it; once it was found, with the version that is used
 * @param field the door it came through
 */
public record AskedPreset(String name, String field) {
  private static final int LONGEST_SHOWN = 100;

  /** The preset a field names, null when it names none. */
  public static @Nullable AskedPreset in(String field, @Nullable String name) {
    return name == null ? null : new AskedPreset(name, field);
  }

  /**
   * The one that several doors name.
   *
   * @throws dev.quorate.kernel.GatewayException PRESET_CONFLICT when two name different ones
   */
  public static @Nullable AskedPreset oneOf(@Nullable AskedPreset... doors) {
    AskedPreset one = null;
    for (AskedPreset door : doors) {
      if (one == null) {
        one = door;
      } else if (door != null && !door.name.equals(one.name)) {
        throw ErrorCode.PRESET_CONFLICT.because(
            door.field,
            "'%s' names the preset '%s' and '%s' names '%s'; a request has one."
                .formatted(one.field, one.shown(), door.field, door.shown()));
      }
    }
    return one;
  }

  /** For a message. */
  String shown() {
    return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
  }

  /** The same one as it was found. */
  AskedPreset as(String label) {
    return new AskedPreset(label, field);
  }
}
