package dev.quorate.runs;

/** Something done again and again: one that fails is told of once, and tried again. */
final class RepeatedTask implements Runnable {
  private static final System.Logger LOG = System.getLogger(RepeatedTask.class.getName());

  private final String name;
  private final Runnable task;
  private boolean failing;

  RepeatedTask(String name, Runnable task) {
    this.name = name;
    this.task = task;
  }

  /** Nothing may escape: an exception would end the schedule without a word. */
  @Override
  public void run() {
    try {
      task.run();
      if (failing) {
        LOG.log(System.Logger.Level.INFO, "Background runs: {0} works again.", name);
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.log(System.Logger.Level.WARNING, "Background runs: " + name + " fails.", e);
      }
      failing = true;
    }
  }
}
