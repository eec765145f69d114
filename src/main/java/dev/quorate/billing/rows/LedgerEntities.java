package dev.quorate.billing.rows;

import dev.quorate.database.EntityClasses;
import jakarta.inject.Singleton;
import java.util.List;

/** The ledger's tables in the mapping, so that the start compares them with the schema. */
@Singleton
class LedgerEntities implements EntityClasses {
  @Override
  public List<Class<?>> entityClasses() {
    return List.of(
        InferenceRequestEntity.class,
        RequestEndEntity.class,
        HoldEntity.class,
        HoldEndEntity.class,
        CallIntentEntity.class,
        CallSettlementEntity.class);
  }
}
