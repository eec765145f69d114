package dev.quorate.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The sandbox models that have something to say. Short, and the same words to the same question.
 */
enum Persona {
  ECHO("echo") {
    @Override
    String opinion(Chat chat) {
      return chat.lastUser();
    }
  },
  OPTIMIST("optimist") {
    @Override
    String opinion(Chat chat) {
      return "There is good reason for confidence about \""
          + Words.quote(chat.lastUser())
          + "\". The gain is larger than it looks. Start small, measure, and grow what works.";
    }
  },
  SCEPTIC("sceptic") {
    @Override
    String opinion(Chat chat) {
      return "I would be careful about \""
          + Words.quote(chat.lastUser())
          + "\". The costs come early and the gains late. Say what would prove it wrong, and check"
          + " that first.";
    }
  },
  JUDGE("judge") {
    @Override
    String opinion(Chat chat) {
      List<String> answers = fenced(chat.lastUser());
      return answers.isEmpty()
          ? "On \"" + Words.quote(chat.lastUser()) + "\": weigh both sides, then decide."
          : "On \"" + Words.quote(chat.questionBeforeLast()) + "\": " + merged(answers);
    }
  };

  private static final int MAX_SENTENCES = 40;

  private final String model;

  Persona(String model) {
    this.model = model;
  }

  String model() {
    return model;
  }

  abstract String opinion(Chat chat);

  /** What it makes of its tools' results where there are some, else what it thinks. */
  String answer(Chat chat) {
    return chat.toolResults().isEmpty()
        ? opinion(chat)
        : "On \"" + Words.quote(chat.lastUser()) + "\": " + merged(told(chat.toolResults()));
  }

  /** A panel's answers, or whatever a tool said. */
  private static List<String> told(List<String> results) {
    List<String> told = new ArrayList<>();
    for (String result : results) {
      List<String> contents = Words.contents(result);
      told.addAll(contents.isEmpty() ? List.of(result) : contents);
    }
    return told;
  }

  /**
   * The texts between fences: {@code <answer_A_mark>}, a line each, with the same mark at the end.
   */
  static List<String> fenced(String text) {
    List<String> answers = new ArrayList<>();
    int from = 0;
    while (true) {
      int open = text.indexOf("\n<answer_", from);
      int close = open < 0 ? -1 : text.indexOf(">\n", open);
      if (close < 0) {
        return answers;
      }
      String end = "\n</" + text.substring(open + 2, close + 1);
      int stop = text.indexOf(end, close + 1);
      if (stop < 0) {
        return answers;
      }
      answers.add(text.substring(Math.min(close + 2, stop), stop));
      from = stop + end.length();
    }
  }

  /** Every sentence of every answer, once, in the order they stand. */
  private static String merged(List<String> answers) {
    Set<String> sentences = new LinkedHashSet<>();
    for (String answer : answers) {
      for (String sentence : answer.strip().split("(?<=[.!?])\\s+", MAX_SENTENCES)) {
        if (!sentence.isBlank()) {
          sentences.add(sentence.strip());
        }
      }
    }
    return String.join(" ", sentences);
  }
}
