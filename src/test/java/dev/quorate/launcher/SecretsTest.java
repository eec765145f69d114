package dev.quorate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void secretIsMadeOnceAndReadableByItsOwnerOnly() throws Exception {
    Path secrets = folder.resolve("secrets");

    String first = new Secrets(secrets).get("pepper");
    String second = new Secrets(secrets).get("pepper");

    assertThat(first).matches("[0-9a-f]{64}").isEqualTo(second);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve("pepper"))))
        .isEqualTo("rw-------");
  }
}
