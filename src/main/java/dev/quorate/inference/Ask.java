package dev.quorate.inference;

import dev.quorate.fusion.plan.CallerSettings;
import dev.quorate.inference.preset.AskedPreset;
import dev.quorate.inference.rejudge.Rejudged;
import dev.quorate.inference.state.Recollection;
import dev.quorate.kernel.Money;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ToolOffer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as its endpoint read it: types and shapes are checked, models and rules are not.
 *
 * @param model as the caller wrote it, also in the reply
 * @param tools the caller's own, never with fusion
 * @param fusion what the {@code fusion} object said; null for a direct call
 * @param turn what asked for fusion in the OpenRouter form; null for any other request
 * @param recollection what it continues and leaves behind; null where neither is served
 * @param rejudged the run whose panel is judged again; null for any other request
 * @param stream the reply is wanted piece by piece
 * @param warnings what was accepted and has no effect, a sentence each
 * @param shape writes the reply in the form this request was made in
 */
public record Ask(
    String model,
    Conversation conversation,
    CallerSettings settings,
    ToolOffer tools,
    @Nullable FusionOptions fusion,
    @Nullable TurnOptions turn,
    @Nullable Recollection recollection,
    @Nullable Rejudged rejudged,
    boolean stream,
    List<String> warnings,
    ReplyShape shape) {
  public Ask {
    warnings = List.copyOf(warnings);
  }

  /** A request with a panel of its own, or with none. */
  public Ask(
      String model,
      Conversation conversation,
      CallerSettings settings,
      ToolOffer tools,
      @Nullable FusionOptions fusion,
      @Nullable TurnOptions turn,
      @Nullable Recollection recollection,
      boolean stream,
      List<String> warnings,
      ReplyShape shape) {
    this(
        model,
        conversation,
        settings,
        tools,
        fusion,
        turn,
        recollection,
        null,
        stream,
        warnings,
        shape);
  }

  /** The same with further warnings. */
  Ask warning(List<String> further) {
    if (further.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(warnings);
    all.addAll(further);
    return new Ask(
        model,
        conversation,
        settings,
        tools,
        fusion,
        turn,
        recollection,
        rejudged,
        stream,
        all,
        shape);
  }

  /** The same with the options its preset completed. */
  public Ask with(FusionOptions completed) {
    return new Ask(
        model,
        conversation,
        settings,
        tools,
        completed,
        turn,
        recollection,
        rejudged,
        stream,
        warnings,
        shape);
  }

  /** The same for the OpenRouter form. */
  public Ask with(TurnOptions completed) {
    return new Ask(
        model,
        conversation,
        settings,
        tools,
        fusion,
        completed,
        recollection,
        rejudged,
        stream,
        warnings,
        shape);
  }

  /** {@code slug@3}, null without a preset; meaningful once presets were applied. */
  public @Nullable String preset() {
    AskedPreset preset = turn != null ? turn.preset() : fusion != null ? fusion.preset() : null;
    return preset == null ? null : preset.name();
  }

  /** The most the run may cost, in whole ledger amounts; null without a limit. */
  public @Nullable Money maxCost() {
    BigDecimal usd =
        turn != null ? turn.limits().maxCostUsd() : fusion != null ? fusion.maxCostUsd() : null;
    return usd == null ? null : new Money(usd.setScale(Money.SCALE, RoundingMode.DOWN));
  }

  /** The same where nothing is kept, which its reply says. */
  public Ask unkept(Recollection left) {
    return new Ask(
        model,
        conversation,
        settings,
        tools,
        fusion,
        turn,
        left,
        rejudged,
        stream,
        warnings,
        shape.unkept());
  }

  /** The same about a longer conversation. */
  public Ask about(Conversation longer) {
    return about(longer, recollection);
  }

  /** The same about another conversation, which leaves this behind. */
  public Ask about(Conversation other, @Nullable Recollection left) {
    return new Ask(
        model, other, settings, tools, fusion, turn, left, rejudged, stream, warnings, shape);
  }
}
