package dev.quorate.kernel.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The wire protocol a provider speaks. */
public enum Dialect {
  /** OpenAI Chat Completions, as any compatible server serves it. */
  OPENAI,
  /** OpenAI Responses. */
  OPENAI_RESPONSES,
  /** Anthropic Messages. */
  ANTHROPIC,
  /** Google Gemini's generateContent. */
  GEMINI;

  /** The name on the wire and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Dialect> parse(String wire) {
    return Arrays.stream(values()).filter(dialect -> dialect.wire().equals(wire)).findFirst();
  }
}
