package dev.quorate.upstream.request;

/**
 * What one model is asked, in neutral words.
 *
 * @param tools offered to the model
 * @param insideFusion the call carries {@code x-openrouter-fusion-depth: 1}
 */
public record ModelRequest(
    Conversation conversation, GenerationSettings settings, ToolOffer tools, boolean insideFusion) {
  /** A request without tools. */
  public ModelRequest(
      Conversation conversation, GenerationSettings settings, boolean insideFusion) {
    this(conversation, settings, ToolOffer.NONE, insideFusion);
  }
}
