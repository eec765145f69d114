package dev.quorate.kernel.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /** All names, for sentences that list them. */
  public static String names() {
    return Arrays.stream(values()).map(Dialect::wire).collect(Collectors.joining(", "));
  }

  public static Optional<Dialect> parse(String wire) {
    return Arrays.stream(values()).filter(dialect -> dialect.wire().equals(wire)).findFirst();
  }
}
