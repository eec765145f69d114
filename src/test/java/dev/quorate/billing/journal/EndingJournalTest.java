package dev.quorate.billing.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingJournalTest {
  private static final long AFTER = 500;

  @TempDir Path folder;

  private Path path;
  private long now;
  private EndingJournal journal;

  @BeforeEach
  void make() {
    path = folder.resolve("journal/node.journal");
    journal = new EndingJournal(path, AFTER, 1_000, () -> now);
  }

  private NotedEnding noted(String line) {
    NotedEnding ending = new NotedEnding(line);
    journal.note(ending);
    return ending;
  }

  private void look() {
    boolean ignored = journal.keep(AFTER);
  }

  private String text() throws IOException {
    return Files.readString(path);
  }

  @Test
  void whatIsCommittedInTimeNeverTouchesTheDisk() {
    NotedEnding ending = noted("one");
    now = 499;
    look();
    ending.commit();
    now = 10_000;
    look();

    assertThat(path).doesNotExist();
  }

  @Test
  void whatIsLateIsOnDiskUntilItIsCommitted() throws IOException {
    NotedEnding ending = noted("one");
    now = 500;
    look();

    assertThat(text()).contains("one");
    assertThat(journal.onDisk()).isEqualTo(1);

    ending.commit();
    look();
    assertThat(path).doesNotExist();
    assertThat(journal.onDisk()).isZero();
  }

  @Test
  void duringAnOutageFurtherEndingsGoToDiskAtOnce() throws IOException {
    NotedEnding first = noted("one");
    now = 500;
    look();
    NotedEnding second = noted("two");
    look();

    assertThat(text()).contains("one", "two");

    first.commit();
    look();
    assertThat(text()).contains("two");
    second.commit();
    look();
    assertThat(path).doesNotExist();
  }

  @Test
  void theNextOutageBeginsANewFile() throws IOException {
    NotedEnding first = noted("one");
    now = 500;
    look();
    first.commit();
    look();
    NotedEnding second = noted("two");
    now = 2_000;
    look();

    assertThat(text()).contains("two").doesNotContain("one");
    second.commit();
  }

  @Test
  void aFullFileTakesNoMoreAndWhatItHoldsStays() throws IOException {
    noted("x".repeat(1_200));
    now = 500;
    look();
    NotedEnding second = noted("two");
    look();
    look();

    assertThat(text()).doesNotContain("two");
    assertThat(journal.keepAll()).isFalse();

    second.commit();
    assertThat(journal.keepAll()).isTrue();
  }

  @Test
  void atTheEndEverythingGoesToDisk() throws IOException {
    noted("one");

    assertThat(journal.keepAll()).isTrue();
    assertThat(text()).contains("one");
  }

  @Test
  void aDiskThatFailsLosesNothingFromMemory() throws IOException {
    Files.writeString(folder.resolve("journal"), "a file where the folder should be");
    NotedEnding ending = noted("one");
    now = 500;
    look();

    assertThat(journal.keepAll()).isFalse();
    Files.delete(folder.resolve("journal"));
    look();
    assertThat(text()).contains("one");
    ending.commit();
  }

  @Test
  void withoutAFolderNothingIsKept() {
    EndingJournal none = new EndingJournal(null, AFTER, 1_000, () -> now);
    none.note(new NotedEnding("one"));

    assertThat(none.keepAll()).isFalse();
  }
}
