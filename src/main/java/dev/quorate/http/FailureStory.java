package dev.quorate.http;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the log may tell it: classes, places, and the SQLSTATE of a database error. Messages
 * are left out, for they quote what was being worked on: a prompt, an answer, a value of a row.
 */
final class FailureStory {
  private static final int MAX_CAUSES = 8;
  private static final int MAX_FRAMES = 25;

  private FailureStory() {}

  static String of(Throwable failure) {
    StringBuilder story = new StringBuilder();
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      story.append(depth == 0 ? "" : "\nbecause of ").append(cause.getClass().getName());
      if (cause instanceof SQLException sql) {
        story.append(" [SQLSTATE ").append(sql.getSQLState()).append(']');
      }
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
        story.append("\n  at ").append(frames[i]);
      }
      cause = cause.getCause();
    }
    return story.toString();
  }

  /** The class at the bottom of a failure. */
  static String root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < MAX_CAUSES; depth++) {
      root = root.getCause();
    }
    return root.getClass().getName();
  }
}
