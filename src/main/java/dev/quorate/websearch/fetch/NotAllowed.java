package dev.quorate.websearch.fetch;

/** The wall says no. The message is the sentence for the model; it quotes nothing. */
final class NotAllowed extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  NotAllowed(String sentence) {
    super(sentence, null, false, false);
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
