package dev.quorate.upstream.request;

import java.util.ArrayList;
import java.util.List;

/** The whole conversation as the caller sent it, oldest turn first. Customer data. */
public record Conversation(List<Turn> turns) {
  public Conversation {
    turns = List.copyOf(turns);
  }

  /** The same conversation with further turns at the end. */
  public Conversation with(Turn... further) {
    List<Turn> all = new ArrayList<>(turns);
    all.addAll(List.of(further));
    return new Conversation(all);
  }

  @Override
  public String toString() {
    return "Conversation[" + turns.size() + " turns]";
  }
}
