package dev.quorate.billing.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
  private static final List<String> ENTRIES = List.of("{\"a\":1}", "{\"b\":\"ä\"}", "{\"c\":3}");

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("deep/one.journal");
  }

  private void written() throws IOException {
    try (JournalFile file = JournalFile.create(path())) {
      file.append(ENTRIES.subList(0, 2));
      file.append(ENTRIES.subList(2, 3));
    }
  }

  private JournalFile.Content read() throws IOException {
    try (JournalFile file = JournalFile.take(path())) {
      assertThat(file).isNotNull();
      return file.read();
    }
  }

  @Test
  void whatWasAppendedIsReadAgain() throws IOException {
    written();

    assertThat(read()).isEqualTo(new JournalFile.Content(ENTRIES, 0, false));
  }

  @Test
  void aLineThatIsAChecksumABlankAndTheEntry() throws IOException {
    written();

    assertThat(Files.readAllLines(path()))
        .allMatch(line -> line.matches("[0-9a-f]{8} \\{.*}"))
        .hasSize(3);
  }

  @Test
  void aTornTailLosesTheLastEntryAndNoOther() throws IOException {
    written();
    byte[] whole = Files.readAllBytes(path());
    for (int length = whole.length - 1; length > whole.length - 10; length--) {
      Files.write(path(), java.util.Arrays.copyOf(whole, length));

      assertThat(read()).isEqualTo(new JournalFile.Content(ENTRIES.subList(0, 2), 0, true));
    }
  }

  @Test
  void aFlippedBitIsSeenAndHarmsOneLineOnly() throws IOException {
    written();
    byte[] bytes = Files.readAllBytes(path());
    bytes[12] ^= 1;
    Files.write(path(), bytes);

    assertThat(read()).isEqualTo(new JournalFile.Content(ENTRIES.subList(1, 3), 1, false));
  }

  @Test
  void strayBytesAreDamage() throws IOException {
    written();
    Files.write(
        path(),
        "\n \nshort\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        StandardOpenOption.APPEND);

    assertThat(read()).isEqualTo(new JournalFile.Content(ENTRIES, 3, false));
  }

  @Test
  void aFileIsNobodyElsesWhileItsProcessLives() throws IOException {
    try (JournalFile file = JournalFile.create(path())) {
      file.append(ENTRIES);

      assertThat(JournalFile.take(path())).isNull();
    }
    assertThat(read().entries()).isEqualTo(ENTRIES);
  }

  @Test
  void onlyTheOwnerMayEnterItsFolder() throws IOException {
    written();

    assertThat(Files.getPosixFilePermissions(path().getParent())).hasSize(3);
  }
}
