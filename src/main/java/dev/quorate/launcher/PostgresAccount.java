package dev.quorate.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whom PostgreSQL runs as. It refuses to run as root, so root needs another way. */
sealed interface PostgresAccount {
  /** The same command, run as that account. */
  List<String> wrap(List<String> command);

  /** Makes the folder, with all in it, the account's own. */
  default void own(Path folder) {}

  /** An ordinary user: PostgreSQL runs as the same. */
  record Myself() implements PostgresAccount {
    @Override
    public List<String> wrap(List<String> command) {
      return command;
    }
  }

  /** Root, giving up its rights for another user's. */
  record Other(int uid, int gid) implements PostgresAccount {
    @Override
    public List<String> wrap(List<String> command) {
      List<String> words =
          new ArrayList<>(
              List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--"));
      words.addAll(command);
      return words;
    }

    @Override
    public void own(Path folder) {
      Ownership.give(folder, uid, gid);
    }
  }

  /**
   * Root inside a user namespace that knows no root: the files stay root's, and PostgreSQL sees
   * neither.
   */
  record Namespace() implements PostgresAccount {
    @Override
    public List<String> wrap(List<String> command) {
      List<String> words = new ArrayList<>(List.of("unshare", "--user", "--"));
      words.addAll(command);
      return words;
    }

    @Override
    public void own(Path folder) {
      Ownership.give(folder, 0, 0);
    }
  }
}
