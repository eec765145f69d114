package dev.quorate.upstream;

/**
 * What one model is asked, in neutral words.
 *
 * @param insideFusion the call carries {@code x-openrouter-fusion-depth: 1}
 */
public record ModelRequest(
    Conversation conversation, GenerationSettings settings, boolean insideFusion) {}
