package dev.quorate.fusion.plan;

import dev.quorate.kernel.ModelSlug;
import dev.quorate.upstream.FinishReason;
import org.jspecify.annotations.Nullable;

/** What came of a seat in an earlier run, whose panel is judged again. */
public sealed interface KeptAnswer {
  /** Who sat there; it need not exist any more. */
  ModelSlug model();

  /** A usable text. */
  record Usable(ModelSlug model, String text, FinishReason finish) implements KeptAnswer {
    @Override
    public String toString() {
      return "Usable[" + model + ", " + text.length() + " chars]";
    }
  }

  /**
   * No usable text, and why.
   *
   * @param statusCode the provider's HTTP status, null when none arrived
   */
  record Dropped(ModelSlug model, DropReason reason, @Nullable Integer statusCode)
      implements KeptAnswer {}
}
