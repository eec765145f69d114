package dev.quorate.launcher;

import java.io.PrintStream;

/** The one place that speaks to the person at the terminal. */
public final class Console {
  private final PrintStream out;

  /**
   * A console that writes elsewhere.
   *
   * @param out flushed after every line
   */
  public Console(PrintStream out) {
    this.out = out;
  }

  /** The terminal's. */
  static Console ofTerminal() {
    return new Console(System.out);
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }
}
