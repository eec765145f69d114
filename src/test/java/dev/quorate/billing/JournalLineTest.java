package dev.quorate.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What of the writer's work goes to the disk while the database is away. */
class JournalLineTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final RequestOpening opening =
      LedgerFixtures.opening(LedgerFixtures.attribution(), LedgerFixtures.direct());
  private final RequestRows rows = new RequestRows(opening, Clock.systemUTC());

  private static JsonNode line(List<LedgerRow> rows) {
    return JSON.readTree(LedgerWork.lazy(rows).line()).path("rows");
  }

  @Test
  void anEndIsOneLineWithAllItsRows() {
    RequestHolds holds = new RequestHolds(rows.firstHold(), LedgerFixtures.direct().worstCase());
    List<LedgerRow> end =
        new java.util.ArrayList<>(holds.ends(false, dev.quorate.kernel.Money.ZERO));
    end.add(rows.end(RequestStatus.FAILED, Set.of(), null));

    JsonNode line = line(end);

    assertThat(line).hasSize(2);
    assertThat(line.at("/0/table").asString()).isEqualTo("hold_end");
    assertThat(line.at("/0/row/outcome").asString()).isEqualTo("voided");
    assertThat(line.at("/1/table").asString()).isEqualTo("request_end");
    assertThat(line.at("/1/row/request_id").asString()).isEqualTo(opening.id().value().toString());
    assertThat(line.at("/1/row/used_call_ids").asString()).isEqualTo("{}");
    assertThat(line.at("/1/row/error_code").isNull()).isTrue();
  }

  @Test
  void aSettlementIsItsColumnsToTheLastDigit() {
    var intent = rows.intent(LedgerFixtures.direct());
    Charge charge = Charge.of(intent.call(), LedgerFixtures.ok(333, 7));

    JsonNode row = line(List.of(rows.settlement(intent, charge))).at("/0/row");

    assertThat(row.path("call_id").asString()).isEqualTo(intent.callId().toString());
    assertThat(row.path("amount_usd").decimalValue()).isEqualByComparingTo(charge.amount().usd());
    assertThat(row.path("input_tokens").asLong()).isEqualTo(333);
    assertThat(row.path("clamped").isBoolean()).isTrue();
    assertThat(row.path("first_token_ms").isNull()).isTrue();
  }

  @Test
  void openingsAreNotKept() {
    LedgerRow.Hold hold = rows.firstHold();

    assertThat(line(rows.opened(hold, List.of(rows.intent(LedgerFixtures.direct()))))).isEmpty();
  }
}
