package dev.quorate.billing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The ledger in the database: what is written counts, and nothing else does. */
@Singleton
@Ledger.Written
class WrittenLedger implements Ledger {
  private final LedgerIntake intake;
  private final Clock clock;

  @Inject
  WrittenLedger(LedgerIntake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
  }

  @Override
  public OpenRequest open(RequestOpening opening) {
    WrittenRequest request = new WrittenRequest(opening, intake, clock);
    request.open();
    return request;
  }

  @Override
  public void refuse(RequestRefusal refusal) {
    intake.ifRoom(
        new LedgerRow.Request(
            refusal.id(),
            refusal.attribution(),
            refusal.endpoint(),
            refusal.modelAsked(),
            refusal.preset(),
            refusal.receivedAt(),
            null),
        new LedgerRow.RequestEnd(
            refusal.attribution().workspace(),
            refusal.id(),
            RequestStatus.REFUSED,
            List.of(),
            refusal.code()));
  }
}
