package dev.quorate.billing;

import java.util.List;

/** Where the writer's groups go. Used by one thread at a time. */
interface LedgerSink {
  /**
   * Writes the rows in one transaction and returns after its commit. Rows that are there already are
   * left as they are, so the same rows may be sent again.
   */
  void write(List<LedgerRow> rows) throws LedgerFault;

  /** Gives back what it holds. A later write takes it anew. */
  void close();
}
