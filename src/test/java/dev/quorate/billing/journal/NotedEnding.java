package dev.quorate.billing.journal;

/** An ending whose commit is the test's to give. */
final class NotedEnding implements Ending {
  private final String line;
  private boolean over;

  NotedEnding(String line) {
    this.line = line;
  }

  void commit() {
    over = true;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public String line() {
    return line;
  }
}
