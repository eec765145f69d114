package dev.quorate.launcher;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where PostgreSQL lives and whom it runs as. Both are settled at the first start; later starts
 * find them by what is there.
 *
 * @param folder holds the software, {@code data}, port and log
 * @param account whom every PostgreSQL command runs as
 */
record PostgresHome(Path folder, PostgresAccount account) {
  /** Tells later starts of another place, when the data directory could not be entered. */
  private static final String ELSEWHERE = "postgres.elsewhere";

  Path data() {
    return folder.resolve("data");
  }

  /** Inside the data directory if any account can get there; else elsewhere, said aloud. */
  static PostgresHome find(Path dataDirectory, Console console) {
    Path folder = make(remembered(dataDirectory).orElse(dataDirectory.resolve("postgres")));
    if (new UnixSystem().getUid() != 0) {
      return new PostgresHome(folder, new PostgresAccount.Myself());
    }
    Optional<PostgresAccount> account = forRoot(folder);
    if (account.isPresent()) {
      return new PostgresHome(folder, account.get());
    }
    Path elsewhere = make(elsewhere(dataDirectory));
    PostgresAccount other =
        forRoot(elsewhere)
            .orElseThrow(() ->
                new StartFailed(
                    "PostgreSQL cannot run as root, and no other account works here. Start as an"
                        + " ordinary user, or set QUORATE_DB_URL."));
    remember(dataDirectory, elsewhere);
    console.say(
        "PostgreSQL cannot enter "
            + folder
            + " (a folder above is closed to other users); its data is in "
            + elsewhere
            + ".");
    return new PostgresHome(elsewhere, other);
  }

  /**
   * The first account that gets into the folder. With data there, the one that owns them comes
   * first, and starting afresh elsewhere is out of the question.
   */
  private static Optional<PostgresAccount> forRoot(Path folder) {
    Path data = folder.resolve("data");
    List<PostgresAccount> candidates = new ArrayList<>();
    if (Files.exists(data)) {
      int uid = attribute(data, "unix:uid");
      candidates.add(
          uid == 0
              ? new PostgresAccount.Namespace()
              : new PostgresAccount.Other(uid, attribute(data, "unix:gid")));
    }
    candidates.add(ordinaryUser(folder));
    candidates.add(new PostgresAccount.Namespace());
    Optional<PostgresAccount> found =
        candidates.stream().filter(account -> canEnter(account, folder)).findFirst();
    if (found.isEmpty() && Files.exists(data)) {
      throw new StartFailed(
          "The database in "
              + folder
              + " can be entered by root only, who may not run PostgreSQL. Open the folders above"
              + " it to other users.");
    }
    return found;
  }

  /** The machine's postgres user if it has one, else nobody. */
  private static PostgresAccount ordinaryUser(Path folder) {
    for (String name : List.of("postgres", "nobody")) {
      Command uid = Command.run(folder, List.of("id", "-u", name));
      Command gid = Command.run(folder, List.of("id", "-g", name));
      if (uid.succeeded() && gid.succeeded()) {
        return new PostgresAccount.Other(
            Integer.parseInt(uid.output()), Integer.parseInt(gid.output()));
      }
    }
    return new PostgresAccount.Other(65_534, 65_534);
  }

  private static boolean canEnter(PostgresAccount account, Path folder) {
    return Command.run(folder, account.wrap(List.of("ls", folder.toString()))).succeeded();
  }

  private static Path elsewhere(Path dataDirectory) {
    String name = "quorate-" + HexFormat.of().toHexDigits(dataDirectory.toString().hashCode());
    Path varLib = Path.of("/var/lib");
    return Files.isWritable(varLib)
        ? varLib.resolve(name)
        : Path.of(System.getProperty("java.io.tmpdir"), name);
  }

  private static Optional<Path> remembered(Path dataDirectory) {
    Path note = dataDirectory.resolve(ELSEWHERE);
    try {
      return Files.exists(note)
          ? Optional.of(Path.of(Files.readString(note).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new StartFailed("Cannot read " + note + ": " + e.getMessage(), e);
    }
  }

  private static void remember(Path dataDirectory, Path elsewhere) {
    try {
      Files.writeString(dataDirectory.resolve(ELSEWHERE), elsewhere + "\n");
    } catch (IOException e) {
      throw new StartFailed("Cannot write to " + dataDirectory + ": " + e.getMessage(), e);
    }
  }

  private static Path make(Path folder) {
    try {
      Files.createDirectories(folder);
      // The database's user may differ from ours and must at least get through.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      return folder;
    } catch (IOException e) {
      throw new StartFailed("Cannot make " + folder + ": " + e.getMessage(), e);
    }
  }

  private static int attribute(Path path, String name) {
    try {
      return (Integer) Files.getAttribute(path, name);
    } catch (IOException e) {
      throw new StartFailed("Cannot look at " + path + ": " + e.getMessage(), e);
    }
  }
}
