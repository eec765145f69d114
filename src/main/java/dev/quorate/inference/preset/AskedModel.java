package dev.quorate.inference.preset;

import dev.quorate.inference.FusionOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a request's {@code model} says: {@code vendor/model}, and a preset behind it where it has
 * one, {@code vendor/model@preset/slug@3}. A preset alone, {@code @preset/slug}, is fusion's.
 *
 * @param preset null when it names none
 */
public record AskedModel(String model, @Nullable String preset) {
  private static final String MARK = "@preset/";

  public static AskedModel of(String text) {
    int at = text.indexOf(MARK);
    if (at < 0) {
      return new AskedModel(text, null);
    }
    String model = at == 0 ? FusionOptions.MODEL : text.substring(0, at);
    return new AskedModel(model, text.substring(at + MARK.length()));
  }
}
