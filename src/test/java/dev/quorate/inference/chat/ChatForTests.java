package dev.quorate.inference.chat;

import dev.quorate.inference.Endpoint;

/** Lets tests of other packages ask in the Chat shape. */
public final class ChatForTests {
  public static final Endpoint ENDPOINT = new ChatEndpoint();

  private ChatForTests() {}
}
