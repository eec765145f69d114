package dev.quorate.billing;

import java.time.Duration;

/** What the ledger writer tells about itself. */
interface WriterWatch {
  /** One group is committed. */
  void wrote(int rows, Duration took);

  /** A group was not written, or not yet. */
  void failed(LedgerFault.Kind kind);
}
