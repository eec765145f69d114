package dev.quorate.billing.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.billing.journal.JournalReplay.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReplayTest {
  @TempDir Path folder;

  private final List<List<String>> taken = new ArrayList<>();
  private JournalReplay.Ledger ledger =
      entries -> {
        taken.add(entries);
        return new Told(entries.size(), 0, 0);
      };

  private Path journal(String name, String... entries) throws IOException {
    Path path = folder.resolve(name + JournalFile.SUFFIX);
    try (JournalFile file = JournalFile.create(path)) {
      file.append(List.of(entries));
    }
    return path;
  }

  private void replay() {
    new JournalReplay(folder, entries -> ledger.write(entries)).replayAll();
  }

  @Test
  void everyFileIsWrittenInOrderAndGone() throws IOException {
    Path first = journal("a", "1", "2");
    Path second = journal("b", "3");

    replay();

    assertThat(taken).containsExactly(List.of("1", "2"), List.of("3"));
    assertThat(first).doesNotExist();
    assertThat(second).doesNotExist();
  }

  @Test
  void manyEntriesAreSeveralTransactions() throws IOException {
    String[] many = IntStream.range(0, 1_100).mapToObj(String::valueOf).toArray(String[]::new);
    journal("a", many);

    replay();

    assertThat(taken).extracting(List::size).containsExactly(500, 500, 100);
  }

  @Test
  void theFileOfALivingProcessIsLeftAlone() throws IOException {
    Path path = folder.resolve("living.journal");
    try (JournalFile file = JournalFile.create(path)) {
      file.append(List.of("1"));
      replay();
    }

    assertThat(taken).isEmpty();
    assertThat(path).exists();
  }

  @Test
  void aTornTailIsNoDamage() throws IOException {
    Path path = journal("a", "1", "2");
    byte[] whole = Files.readAllBytes(path);
    Files.write(path, java.util.Arrays.copyOf(whole, whole.length - 1));

    replay();

    assertThat(taken).containsExactly(List.of("1"));
    assertThat(path).doesNotExist();
  }

  @Test
  void aDamagedFileIsWrittenAndKeptForPeople() throws IOException {
    Path path = journal("a", "1", "2");
    byte[] bytes = Files.readAllBytes(path);
    bytes[0] = 'x';
    Files.write(path, bytes);

    replay();

    assertThat(taken).containsExactly(List.of("2"));
    assertThat(path).doesNotExist();
    assertThat(folder.resolve("a.journal.kept")).exists();
  }

  @Test
  void anEntryThatIsRefusedDoesNotKeepOthersOut() throws IOException {
    journal("a", "1", "bad", "3");
    ledger =
        entries -> {
          if (entries.contains("bad")) {
            throw new IllegalStateException("scripted");
          }
          taken.add(entries);
          return Told.NOTHING;
        };

    replay();

    assertThat(taken).containsExactly(List.of("1"), List.of("3"));
    assertThat(folder.resolve("a.journal.kept")).exists();
  }

  @Test
  void rowsOfAnotherDatabaseAreKeptForPeople() throws IOException {
    journal("a", "1");
    ledger = entries -> new Told(0, 0, 1);

    replay();

    assertThat(folder.resolve("a.journal.kept")).exists();
  }

  @Test
  void noFolderIsNoJournal() {
    new JournalReplay(folder.resolve("none"), entries -> ledger.write(entries)).replayAll();

    assertThat(taken).isEmpty();
  }
}
