package dev.quorate.billing;

import dev.quorate.billing.budget.HoldVerdict;
import dev.quorate.billing.recovery.Lease;
import dev.quorate.billing.recovery.LeaseLost;
import dev.quorate.billing.recovery.RecoveryStart;
import dev.quorate.database.DatabaseUnavailable;
import java.util.List;

/** Writes only while this node is not taken for dead. */
record LeasedSink(LedgerWriter.Sink sink, Lease lease) implements LedgerWriter.Sink {
  @Override
  public List<HoldVerdict> write(List<LedgerRow> rows, boolean again) throws LedgerFault {
    try {
      lease.require();
    } catch (DatabaseUnavailable away) {
      throw new LedgerFault(LedgerFault.Kind.AWAY, away);
    } catch (LeaseLost lost) {
      RecoveryStart.end(lost);
      throw new LedgerFault(LedgerFault.Kind.AWAY, lost);
    }
    return sink.write(rows, again);
  }

  @Override
  public void close() {
    sink.close();
  }
}
