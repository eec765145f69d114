package dev.quorate.upstream.openai;

import dev.quorate.upstream.DialectContract;
import dev.quorate.upstream.wire.ReplyWords;
import dev.quorate.upstream.wire.StreamWords;

class OpenAiContractTest extends DialectContract {
  @Override
  protected String folder() {
    return "openai";
  }

  @Override
  protected ReplyWords words() {
    return new Completion();
  }

  @Override
  protected StreamWords events() {
    return new ChatChunks();
  }

  @Override
  protected String requestId() {
    return "chatcmpl-contract";
  }
}
