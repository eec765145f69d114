package dev.quorate.billing.journal;

import dev.quorate.database.DatabaseReady;
import dev.quorate.database.DatabaseUnavailable;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings what earlier processes of this data directory kept on disk into the ledger, before anybody
 * here may take them for dead and end their calls as unknown.
 */
@Singleton
class JournalReplay {
  private static final System.Logger LOG = System.getLogger(JournalReplay.class.getName());

  /** Entries of one transaction. */
  private static final int GROUP = 500;

  private final @Nullable Path folder;
  private final Ledger ledger;

  /** What takes the entries. */
  interface Ledger {
    /** In one transaction; what is there already is left as it is. */
    Told write(List<String> entries);
  }

  /**
   * What came of entries.
   *
   * @param rows written
   * @param adjusted calls that others had ended as unknown
   * @param foreign rows whose call, hold or request is not in this database
   */
  record Told(long rows, long adjusted, long foreign) {
    static final Told NOTHING = new Told(0, 0, 0);

    Told plus(Told other) {
      return new Told(rows + other.rows, adjusted + other.adjusted, foreign + other.foreign);
    }
  }

  @Inject
  JournalReplay(JournalSettings settings, JournalStore store) {
    this(settings.folder(), store);
  }

  JournalReplay(@Nullable Path folder, Ledger ledger) {
    this.folder = folder;
    this.ledger = ledger;
  }

  /** Ahead of this process's lease, with which it begins to look for dead ones. */
  void start(@Observes @Priority(285) DatabaseReady ready) {
    if (folder == null) {
      LOG.log(
          Level.WARNING,
          "No QUORATE_DATA_DIR: endings wait in memory only while the database is away.");
      return;
    }
    replayAll();
  }

  void replayAll() {
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.filter(JournalReplay::isJournal).sorted().toList()) {
        replay(path);
      }
    } catch (IOException e) {
      // Starting all the same would end as unknown what is known.
      throw new IllegalStateException("Quorate refuses to start: cannot read " + folder, e);
    }
  }

  private static boolean isJournal(Path path) {
    return path.toString().endsWith(JournalFile.SUFFIX);
  }

  private void replay(Path path) throws IOException {
    try (JournalFile file = JournalFile.take(path)) {
      if (file == null) {
        return; // of a process that lives
      }
      JournalFile.Content content = file.read();
      Told told = Told.NOTHING;
      int refused = 0;
      for (int from = 0; from < content.entries().size(); from += GROUP) {
        List<String> group =
            content.entries().subList(from, Math.min(from + GROUP, content.entries().size()));
        Written written = write(group);
        told = told.plus(written.told());
        refused += written.refused();
      }
      LOG.log(
          Level.WARNING,
          "Of an earlier process''s journal {0} rows were written and {1} calls adjusted.",
          told.rows(),
          told.adjusted());
      finish(file, content, told, refused);
    }
  }

  private void finish(JournalFile file, JournalFile.Content content, Told told, int refused)
      throws IOException {
    if (content.damaged() == 0 && refused == 0 && told.foreign() == 0) {
      // A torn last line was never on the disk as a whole, so nobody was told that it was.
      file.delete();
      return;
    }
    Path kept = file.setAside();
    LOG.log(
        Level.ERROR,
        "{0} lines of a journal are damaged, {1} entries were refused, {2} rows belong to nothing"
            + " in this database; see {3}.",
        content.damaged(),
        refused,
        told.foreign(),
        kept);
  }

  private record Written(Told told, int refused) {}

  /** One entry at fault must not keep its neighbours out. */
  private Written write(List<String> entries) {
    try {
      return new Written(ledger.write(entries), 0);
    } catch (DatabaseUnavailable away) {
      throw away;
    } catch (RuntimeException refused) {
      if (entries.size() == 1) {
        LOG.log(Level.ERROR, "The ledger refuses an entry: " + entries.getFirst(), refused);
        return new Written(Told.NOTHING, 1);
      }
      Told told = Told.NOTHING;
      int all = 0;
      for (String entry : entries) {
        Written one = write(List.of(entry));
        told = told.plus(one.told());
        all += one.refused();
      }
      return new Written(told, all);
    }
  }
}
