package dev.quorate.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Hands a folder with all in it to a user; links are not followed. */
final class Ownership extends SimpleFileVisitor<Path> {
  private final int uid;
  private final int gid;

  private Ownership(int uid, int gid) {
    this.uid = uid;
    this.gid = gid;
  }

  static void give(Path folder, int uid, int gid) {
    try {
      Files.walkFileTree(folder, new Ownership(uid, gid));
    } catch (IOException e) {
      throw new StartFailed(
          "Cannot give " + folder + " to the database's user: " + e.getMessage(), e);
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    return hand(directory);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    return hand(file);
  }

  private FileVisitResult hand(Path path) throws IOException {
    if (!Integer.valueOf(uid)
        .equals(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    }
    return FileVisitResult.CONTINUE;
  }
}
