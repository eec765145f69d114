package dev.quorate.billing;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The billing ledger's door. */
public interface Ledger {
  /** The ledger itself, without what may stand around it. */
  @Qualifier
  @Retention(RetentionPolicy.RUNTIME)
  @interface Written {}

  /**
   * Commits the request, its hold and its first intents in one transaction. No byte may leave
   * before this returns.
   *
   * @throws dev.quorate.kernel.GatewayException LEDGER_UNAVAILABLE; nothing is written
   */
  OpenRequest open(RequestOpening opening);

  /**
   * Records a refusal. Best effort: the refusal reaches its caller whether or not the row could be
   * written; a row that could not is logged.
   */
  void refuse(RequestRefusal refusal);
}
