package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs with a panel, read after their end. */
@ExtendWith(StageExtension.class)
class FusionRunsIT {
  private static final String RUNS = "/v1/fusion/runs";

  private final Stage stage;
  private final Tenant tenant;

  FusionRunsIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  private String run(String more) {
    String one = stage.model("one", FakeAnswer.text("Panel says one."));
    String two = stage.model("two", FakeAnswer.text("Panel says two."));
    String judge = stage.model("judge", FakeAnswer.text("Judge says both."));
    return tenant
        .responses(
            "{\"model\":\"fusion\",\"input\":\"Hi\""
                + more
                + ",\"fusion\":{\"analysis_models\":[\"%s\",\"%s\"],\"synthesis_model\":\"%s\"}}"
                    .formatted(one, two, judge))
        .expect(200)
        .string("/fusion/run_id");
  }

  @Test
  void aRunIsReadWithEveryTextByAnyOfItsIds() {
    String id = run("");

    Answer read = tenant.api().get(RUNS + "/" + id).expect(200);

    assertThat(read.string("/object")).isEqualTo("fusion.run");
    assertThat(read.string("/id")).isEqualTo(id);
    assertThat(read.string("/status")).isEqualTo("full");
    assertThat(read.string("/fusion/panel/0/text")).isEqualTo("Panel says one.");
    assertThat(read.string("/fusion/panel/1/text")).isEqualTo("Panel says two.");
    assertThat(read.string("/answer")).isEqualTo("Judge says both.");
    assertThat(read.at("/error").isNull()).isTrue();
    Answer receipt = tenant.api().get(read.string("/receipt")).expect(200);
    assertThat(receipt.number("/cost")).isEqualByComparingTo(read.number("/cost"));
    String request = read.string("/request_id");
    assertThat(tenant.api().get(RUNS + "/" + request).expect(200).text()).isEqualTo(read.text());
  }

  @Test
  void runsAreListedTheNewestFirstInPages() {
    List<String> made = new ArrayList<>(List.of(run(""), run(""), run("")));

    Answer first = tenant.api().get(RUNS + "?limit=2").expect(200);
    Answer rest =
        tenant.api().get(RUNS + "?limit=2&cursor=" + first.string("/next_cursor")).expect(200);

    List<String> listed = new ArrayList<>();
    first.list("/data").forEach(run -> listed.add(run.path("id").asString()));
    rest.list("/data").forEach(run -> listed.add(run.path("id").asString()));
    assertThat(listed).isEqualTo(made.reversed());
    assertThat(rest.at("/has_more").asBoolean()).isFalse();
    assertThat(first.text()).doesNotContain("Panel says");
  }

  @Test
  void theyAreFilteredByStatusAndModel() {
    String id = run("");
    assertThat(tenant.api().get(RUNS + "?status=full&model=fusion").string("/data/0/id"))
        .isEqualTo(id);
    assertThat(tenant.api().get(RUNS + "?status=failed").list("/data")).isEmpty();
    assertThat(tenant.api().get(RUNS + "?model=other").list("/data")).isEmpty();
    tenant.api().get(RUNS + "?status=great").expectError(400, "invalid_value", "status");
    tenant.api().get(RUNS + "?cursor=abc").expectError(400, "invalid_value", "cursor");
  }

  @Test
  void whatIsNotToBeStoredIsNot() {
    String id = run(",\"store\":false");

    tenant.api().get(RUNS + "/" + id).expectError(404, "not_found");
  }

  @Test
  void anotherWorkspaceSeesNothingOfIt() {
    String id = run("");
    Tenant other = stage.tenant();

    other.api().get(RUNS + "/" + id).expectError(404, "not_found");
    other.api().get(RUNS + "/fr_nothing").expectError(404, "not_found");
    assertThat(other.api().get(RUNS).list("/data")).isEmpty();
  }
}
