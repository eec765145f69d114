package dev.quorate.upstream.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Retells a conversation as every provider takes it, in the same words for all. Tool calls and
 * their results stay what they are only where the request offers tools and every call was answered
 * at once; elsewhere a provider refuses them, and they become plain turns. A last turn by the
 * assistant is followed by a request to go on.
 */
public final class Retelling {
  /** What the user says where a provider wants to hear from the user. */
  public static final Turn GO_ON = Turn.User.text("Continue.");

  private final boolean offersTools;
  private final List<Turn> told = new ArrayList<>();
  private final Map<String, String> toolNames = new HashMap<>();

  private Retelling(boolean offersTools) {
    this.offersTools = offersTools;
  }

  /** The turns to send, oldest first; an assistant's turn in it says or calls something. */
  public static List<Turn> of(Conversation conversation, boolean offersTools) {
    Retelling retelling = new Retelling(offersTools);
    List<Turn> turns = joined(conversation.turns());
    int next = 0;
    while (next < turns.size()) {
      next = retelling.tell(turns, next);
    }
    List<Turn> told = retelling.told;
    if (!turns.isEmpty() && turns.getLast() instanceof Turn.Assistant) {
      told.add(GO_ON);
    }
    return List.copyOf(told);
  }

  /** Calls made one after the other were made together: the results come behind all of them. */
  private static List<Turn> joined(List<Turn> turns) {
    List<Turn> joined = new ArrayList<>();
    for (Turn turn : turns) {
      if (turn instanceof Turn.Assistant more
          && !joined.isEmpty()
          && joined.getLast() instanceof Turn.Assistant first
          && !(first.toolCalls().isEmpty() && more.toolCalls().isEmpty())) {
        joined.set(joined.size() - 1, together(first, more));
      } else {
        joined.add(turn);
      }
    }
    return joined;
  }

  private static Turn together(Turn.Assistant first, Turn.Assistant more) {
    boolean both = !first.text().isBlank() && !more.text().isBlank();
    List<Turn.ToolCall> calls = new ArrayList<>(first.toolCalls());
    calls.addAll(more.toolCalls());
    return new Turn.Assistant(first.text() + (both ? "\n\n" : "") + more.text(), calls);
  }

  /** Tells one turn, with its results where it calls tools; returns the place of the next. */
  private int tell(List<Turn> turns, int place) {
    switch (turns.get(place)) {
      case Turn.Assistant assistant -> {
        return exchange(assistant, turns, place + 1);
      }
      case Turn.ToolResult late -> told.add(plain(late));
      case Turn.Instructions instructions -> told.add(instructions);
      case Turn.User user -> told.add(user);
    }
    return place + 1;
  }

  private int exchange(Turn.Assistant assistant, List<Turn> turns, int start) {
    assistant.toolCalls().forEach(call -> toolNames.put(call.id(), call.name()));
    List<Turn.ToolResult> results = new ArrayList<>();
    int end = start;
    while (end < turns.size() && turns.get(end) instanceof Turn.ToolResult result) {
      results.add(result);
      end++;
    }
    if (offersTools && isAnswered(assistant.toolCalls(), results)) {
      told.add(assistant);
      told.addAll(results);
      return end;
    }
    String text = plain(assistant);
    if (!text.isEmpty()) {
      told.add(new Turn.Assistant(text, List.of()));
    }
    results.forEach(result -> told.add(plain(result)));
    return end;
  }

  private static boolean isAnswered(List<Turn.ToolCall> calls, List<Turn.ToolResult> results) {
    Set<String> asked = new HashSet<>();
    Set<String> answered = new HashSet<>();
    calls.forEach(call -> asked.add(call.id()));
    results.forEach(result -> answered.add(result.callId()));
    return !calls.isEmpty()
        && asked.size() == calls.size()
        && answered.size() == results.size()
        && asked.equals(answered);
  }

  private static String plain(Turn.Assistant assistant) {
    List<String> said = new ArrayList<>();
    if (!assistant.text().isBlank()) {
      said.add(assistant.text());
    }
    for (Turn.ToolCall call : assistant.toolCalls()) {
      said.add("[I called the tool " + call.name() + " with " + call.arguments() + "]");
    }
    return String.join("\n\n", said);
  }

  private Turn plain(Turn.ToolResult result) {
    String name = toolNames.get(result.callId());
    String source = name == null ? "a tool" : "the tool " + name;
    return Turn.User.text("[Result of " + source + "]\n" + result.text());
  }
}
