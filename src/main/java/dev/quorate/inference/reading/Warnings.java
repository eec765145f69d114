package dev.quorate.inference.reading;

import dev.quorate.http.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Collects what was accepted and changes nothing, so that nobody believes it did. Values that equal
 * what happens anyway are not worth a word: clients send them by habit.
 */
public final class Warnings {
  private static final int MAX_WARNINGS = 50;
  private static final int MAX_WORDS = 64;
  private static final int MAX_WORD = 256;

  private final Fields body;
  private final Set<String> paths = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();

  public Warnings(Fields body) {
    this.body = body;
  }

  /** Anything else worth a sentence. */
  public void note(String sentence) {
    notes.add(sentence);
  }

  /** A text without effect unless it is one of the harmless ones. */
  public @Nullable String text(Fields holder, String name, int maxLength, String... harmless) {
    String value = holder.text(name, maxLength);
    if (value != null && !List.of(harmless).contains(value)) {
      paths.add(holder.path(name));
    }
    return value;
  }

  /** A flag without effect unless it has the harmless value. */
  public @Nullable Boolean flag(String name, boolean harmless) {
    Boolean value = body.bool(name);
    if (value != null && value != harmless) {
      paths.add(body.path(name));
    }
    return value;
  }

  /** A penalty from −2 to 2; zero is harmless. */
  public void penalty(String name) {
    BigDecimal two = BigDecimal.valueOf(2);
    BigDecimal value = body.decimal(name, two.negate(), two);
    if (value != null && value.signum() != 0) {
      paths.add(body.path(name));
    }
  }

  /** A count up to the maximum; zero is harmless. */
  public void count(String name, int max) {
    Integer value = body.integer(name, 0, max);
    if (value != null && value != 0) {
      paths.add(body.path(name));
    }
  }

  /** A list of words without effect; an empty one is harmless. */
  public void words(String name, String... harmless) {
    if (!List.of(harmless).containsAll(body.texts(name, MAX_WORDS, MAX_WORD))) {
      paths.add(body.path(name));
    }
  }

  /** Objects of which only the one with this id has an effect. */
  public void others(String name, String id) {
    for (Fields item : body.objects(name, MAX_WORDS)) {
      if (!id.equals(item.text("id", MAX_WORD))) {
        String path = item.path("id");
        paths.add(path.substring(0, path.length() - ".id".length()));
      }
    }
  }

  /** A map without effect; an empty one is harmless. */
  public void map(String name) {
    JsonNode value = body.raw(name);
    if (value != null && !value.isObject()) {
      throw body.refusal(name, "must be an object");
    }
    if (value != null && !value.isEmpty()) {
      paths.add(body.path(name));
    }
  }

  /** A sentence for each, at most fifty, with every member of the body that nobody read. */
  public List<String> sentences() {
    paths.addAll(body.unread());
    List<String> sentences = new ArrayList<>(notes);
    paths.stream()
        .limit(MAX_WARNINGS)
        .forEach(path -> sentences.add("'" + path + "' has no effect here and was ignored."));
    return sentences;
  }
}
