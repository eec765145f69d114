package dev.quorate.billing;

import dev.quorate.billing.journal.EndingJournal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** The writer's figures: how much a commit carries, how long it takes, what waits, what failed. */
@Singleton
class LedgerMetrics implements LedgerWriter.Watch {
  private static final Metadata FAILURES =
      metadata("quorate_ledger_failures", "Groups that were not written, or not yet, by reason.");

  private final MetricRegistry registry;
  private final Histogram groupRows;
  private final Timer commits;

  @Inject
  LedgerMetrics(MetricRegistry registry, LedgerQueue queue, EndingJournal journal) {
    this.registry = registry;
    this.groupRows =
        registry.histogram(metadata("quorate_ledger_group_rows", "Rows written by one commit."));
    this.commits =
        registry.timer(
            metadata("quorate_ledger_commit", "From the first byte sent to the commit."));
    registry.gauge(
        metadata("quorate_ledger_queue_depth", "Pieces of work that wait for the ledger."),
        queue,
        LedgerQueue::depth);
    registry.gauge(
        metadata("quorate_ledger_waiting_settlements", "Endings and refusals not yet written."),
        queue,
        LedgerQueue::lazyDepth);
    registry.gauge(
        metadata("quorate_ledger_journal_entries", "Endings on disk and not yet in the ledger."),
        journal,
        EndingJournal::onDisk);
  }

  @Override
  public void wrote(int rows, Duration took) {
    groupRows.update(rows);
    commits.update(took);
  }

  @Override
  public void failed(LedgerFault.Kind kind) {
    registry.counter(FAILURES, new Tag("kind", kind.name().toLowerCase(Locale.ROOT))).inc();
  }

  private static Metadata metadata(String name, String description) {
    return Metadata.builder().withName(name).withDescription(description).build();
  }
}
