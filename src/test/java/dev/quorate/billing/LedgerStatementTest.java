package dev.quorate.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.Money;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.UuidV7;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A prepared statement is found again by its shape alone. */
class LedgerStatementTest {
  private static final List<LedgerTable<?>> TABLES =
      LedgerTables.all(UuidV7.create(LedgerFixtures.CLOCK), Duration.ofMinutes(15));

  private final Attribution attribution = LedgerFixtures.attribution();

  @Test
  void groupsOfOneShapeHaveOneTextAndOthersAnother() {
    Map<String, String> texts = new HashMap<>();
    Set<String> different = new HashSet<>();
    for (int holds = 0; holds <= 20; holds++) {
      for (int ends = 0; ends <= 20; ends++) {
        for (int requests = 0; requests <= 2; requests++) {
          for (Money amount : List.of(Money.ZERO, Money.rounded(BigDecimal.ONE))) {
            List<LedgerRow> rows = rows(holds, ends, requests, amount);
            if (!rows.isEmpty()) {
              LedgerStatement group = new LedgerStatement(TABLES, rows, false);
              different.add(group.text());
              texts.putIfAbsent(group.shape(), group.text());
              assertThat(group.text()).isEqualTo(texts.get(group.shape()));
            }
          }
        }
      }
    }
    assertThat(texts).hasSameSizeAs(different);
  }

  private List<LedgerRow> rows(int holds, int ends, int requests, Money amount) {
    List<LedgerRow> rows = new ArrayList<>();
    for (int i = 0; i < holds; i++) {
      rows.add(new LedgerRow.Hold(id(), new RequestId(id()), attribution, amount));
    }
    for (int i = 0; i < ends; i++) {
      rows.add(
          new LedgerRow.HoldEnd(
              attribution.workspace(),
              id(),
              LedgerRow.HoldEnd.Outcome.VOIDED,
              Money.ZERO,
              !amount.isZero()));
    }
    for (int i = 0; i < requests; i++) {
      rows.add(
          new LedgerRow.RequestEnd(
              attribution.workspace(),
              new RequestId(id()),
              RequestStatus.COMPLETED,
              List.of(),
              null));
    }
    return rows;
  }

  private static UUID id() {
    return UuidV7.create(LedgerFixtures.CLOCK);
  }
}
