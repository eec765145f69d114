package dev.quorate.fusion.analysis;

import dev.quorate.kernel.ModelSlug;

/**
 * Who said something: a seat of the panel.
 *
 * @param alone whether no other seat has this model, so that the model's name says it all
 */
public record Voice(ModelSlug model, int panelIndex, boolean alone) {
  /** The model's name, with the seat where the name stands twice on the panel. */
  public String text() {
    return alone ? model.value() : model.value() + "#" + panelIndex;
  }
}
