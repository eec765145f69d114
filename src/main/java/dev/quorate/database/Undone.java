package dev.quorate.database;

/** The transaction was rolled back for a reason that may not hold a second time. */
final class Undone extends RuntimeException {
  private final RuntimeException failure;

  private Undone(RuntimeException failure) {
    super(failure);
    this.failure = failure;
  }

  /** What to throw for a failed run: an {@code Undone} if another run may pass, else its own. */
  static RuntimeException orOwn(Exception thrown) {
    RuntimeException own =
        thrown instanceof RuntimeException unchecked
            ? unchecked
            : new IllegalStateException("The unit of work could not begin.", thrown);
    return switch (SqlFault.of(thrown)) {
      case CONFLICT -> new Undone(own);
      case CONNECTION ->
          new Undone(new DatabaseUnavailable("The connection broke.", thrown, false));
      case OTHER -> own;
    };
  }

  /** What the caller sees when no run passed. */
  RuntimeException asFailure() {
    return failure;
  }
}
