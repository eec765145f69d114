package dev.quorate.billing.journal;

import dev.quorate.billing.recovery.NodeId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps on disk what the ledger does not take in time. An ending is noted when it happens and
 * forgotten when it is committed; one that has waited too long is appended, and from then on every
 * further one at once, until all that is on disk is also in the ledger: then the file goes.
 */
@Singleton
public class EndingJournal {
  private static final System.Logger LOG = System.getLogger(EndingJournal.class.getName());
  private static final long LOOK_EVERY_MS = 50;

  private final @Nullable Path path;
  private final long afterNanos;
  private final long maxBytes;
  private final LongSupplier nanoTime;
  private final Queue<Noted> noted = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("quorate-journal").factory());

  // From here on guarded by this.
  private final List<Ending> onDisk = new ArrayList<>();
  private @Nullable JournalFile file;
  private boolean full;

  private record Noted(Ending ending, long since) {}

  @Inject
  EndingJournal(JournalSettings settings, NodeId node) {
    this(
        settings.folder() == null
            ? null
            : settings.folder().resolve(node.value() + JournalFile.SUFFIX),
        settings.after().toNanos(),
        settings.maxBytes(),
        System::nanoTime);
  }

  /**
   * @param path null for none
   */
  EndingJournal(@Nullable Path path, long afterNanos, long maxBytes, LongSupplier nanoTime) {
    this.path = path;
    this.afterNanos = afterNanos;
    this.maxBytes = maxBytes;
    this.nanoTime = nanoTime;
  }

  /** Notes what has happened; to be called when its rows are handed in. */
  public void note(Ending ending) {
    if (path != null) {
      noted.add(new Noted(ending, nanoTime.getAsLong()));
    }
  }

  /** Begins to look. */
  public void start() {
    if (path != null) {
      var _ =
          keeper.scheduleWithFixedDelay(
              this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }
  }

  /** Endings that are on disk and not in the ledger. */
  public synchronized int onDisk() {
    return (int) onDisk.stream().filter(ending -> !ending.isOver()).count();
  }

  /**
   * At the end of the process: everything that is not in the ledger goes to the disk now.
   *
   * @return whether it is there
   */
  public boolean keepAll() {
    return path != null && keep(0);
  }

  /** Nothing may escape: an exception would end the schedule without a word. */
  private void look() {
    try {
      boolean ignored = keep(afterNanos);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The journal failed; it tries again.", e);
    }
  }

  synchronized boolean keep(long olderThanNanos) {
    onDisk.removeIf(Ending::isOver);
    List<Noted> late = late(onDisk.isEmpty() ? olderThanNanos : 0);
    if (!late.isEmpty()) {
      append(late);
    } else if (onDisk.isEmpty()) {
      forgetFile();
    }
    return noted.isEmpty();
  }

  /** In their order; those committed meanwhile are dropped. */
  private List<Noted> late(long olderThanNanos) {
    long now = nanoTime.getAsLong();
    List<Noted> late = new ArrayList<>();
    for (Noted next = noted.peek(); next != null; next = noted.peek()) {
      boolean over = next.ending().isOver();
      if (!over && now - next.since() < olderThanNanos) {
        break;
      }
      noted.remove();
      if (!over) {
        late.add(next);
      }
    }
    return late;
  }

  private void append(List<Noted> late) {
    try {
      JournalFile open = open();
      if (open != null) {
        open.append(late.stream().map(one -> one.ending().line()).toList());
        late.forEach(one -> onDisk.add(one.ending()));
        return;
      }
    } catch (IOException e) {
      if (!full) {
        LOG.log(Level.ERROR, "The journal cannot be written; endings wait in memory only.", e);
      }
      full = true;
    }
    // Not on disk: looked at again, in any order, for each entry stands for itself.
    noted.addAll(late);
  }

  /** The file to append to; null when it is full. */
  private @Nullable JournalFile open() throws IOException {
    JournalFile open = file;
    if (open == null && path != null) {
      open = JournalFile.create(path);
      file = open;
      LOG.log(Level.WARNING, "The ledger does not take endings; they are kept in {0}.", path);
    }
    if (open != null && open.size() < maxBytes) {
      return open;
    }
    if (!full) {
      LOG.log(Level.ERROR, "The journal is full; further endings wait in memory only.");
    }
    full = true;
    return null;
  }

  private void forgetFile() {
    JournalFile open = file;
    if (open == null) {
      return;
    }
    file = null;
    full = false;
    try {
      open.delete();
      LOG.log(Level.INFO, "All that was kept on disk is in the ledger.");
    } catch (IOException e) {
      // Its entries are in the ledger, so the next start finds nothing new in it.
      LOG.log(Level.WARNING, "The journal could not be deleted.", e);
    }
  }

  @PreDestroy
  void stop() {
    keeper.shutdownNow();
  }
}
