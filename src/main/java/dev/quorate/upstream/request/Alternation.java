package dev.quorate.upstream.request;

import java.util.ArrayList;
import java.util.List;

/**
 * A conversation for providers that want user and assistant to take turns, the user first: what one
 * of them says in several turns is one message.
 *
 * @param <P> a piece of a message in the dialect's words
 */
public final class Alternation<P> {
  private final List<Message<P>> messages = new ArrayList<>();
  private final P goOn;

  /**
   * @param goOn what the user says where nobody has asked for anything
   */
  public Alternation(P goOn) {
    this.goOn = goOn;
  }

  /**
   * A message.
   *
   * @param byUser said by the user, else by the assistant
   */
  public record Message<P>(boolean byUser, List<P> parts) {}

  /** Adds what one of them says; nothing is not a message. */
  public void add(boolean byUser, List<P> parts) {
    if (parts.isEmpty()) {
      return;
    }
    if (messages.isEmpty() && !byUser) {
      messages.add(new Message<>(true, List.of(goOn)));
    }
    if (!messages.isEmpty() && messages.getLast().byUser() == byUser) {
      List<P> together = new ArrayList<>(messages.removeLast().parts());
      together.addAll(parts);
      messages.add(new Message<>(byUser, together));
    } else {
      messages.add(new Message<>(byUser, parts));
    }
  }

  /** The messages, the first and the last by the user; at least one. */
  public List<Message<P>> messages() {
    if (messages.isEmpty() || !messages.getLast().byUser()) {
      add(true, List.of(goOn));
    }
    return List.copyOf(messages);
  }
}
