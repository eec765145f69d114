package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Responses whose client does not wait. */
@ExtendWith(StageExtension.class)
class BackgroundIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Stage stage;
  private final Tenant tenant;

  BackgroundIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  private String open(String model, String members) {
    Answer queued =
        tenant
            .responses(
                "{\"model\":\"" + model + "\",\"input\":\"Hi\",\"background\":true" + members + "}")
            .expect(200);
    assertThat(queued.string("/status")).isEqualTo("queued");
    assertThat(queued.at("/background").asBoolean()).isTrue();
    return queued.string("/id");
  }

  private Answer get(String id) {
    return tenant.api().get("/v1/responses/" + id).expect(200);
  }

  private Answer ended(String id) {
    Await.until(SOON, () -> !List.of("queued", "in_progress").contains(get(id).string("/status")));
    return get(id);
  }

  private List<JsonNode> events(String id, String query) {
    JsonMapper json = JsonMapper.builder().build();
    return tenant
        .api()
        .get("/v1/responses/" + id + "?stream=true" + query)
        .expect(200)
        .text()
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> json.readTree(line.substring(6)))
        .toList();
  }

  @Test
  void aRunIsFetchedWhenItIsDoneAndItsBillIsOne() {
    String model = stage.model("later", FakeAnswer.text("In my own time.").afterMillis(300));

    String id = open(model, "");
    Answer done = ended(id);

    assertThat(done.string("/status")).isEqualTo("completed");
    assertThat(done.string("/output/0/content/0/text")).isEqualTo("In my own time.");
    assertThat(stage.provider().calls(model)).hasSize(1);
    assertThat(tenant.receipt(id).number("/cost")).isEqualByComparingTo(done.number("/usage/cost"));
  }

  @Test
  void itsEventsAreToldFromAnyNumberOn() {
    String model = stage.model("told", FakeAnswer.text("One two three."));
    String id = open(model, "");
    ended(id);

    List<JsonNode> all = events(id, "");
    List<JsonNode> rest = events(id, "&starting_after=3");

    for (int number = 0; number < all.size(); number++) {
      assertThat(all.get(number).path("sequence_number").asInt()).isEqualTo(number);
    }
    assertThat(all.getFirst().path("type").asString()).isEqualTo("response.created");
    assertThat(all.getLast().path("type").asString()).isEqualTo("response.completed");
    assertThat(rest).isEqualTo(all.subList(4, all.size()));
  }

  @Test
  void itIsStreamedAtOnceWhereThatIsAskedFor() {
    String model = stage.model("both", FakeAnswer.text("Now and later."));

    Answer streamed =
        tenant.responses(
            "{\"model\":\"" + model + "\",\"input\":\"Hi\",\"background\":true,\"stream\":true}");

    assertThat(streamed.text()).contains("Now and later.", "event: response.completed");
  }

  @Test
  void aCancelEndsItsCallWithinSecondsAndIsOnTheBill() {
    String model = stage.model("slow", FakeAnswer.text("Too late.").after(Duration.ofMinutes(2)));
    String id = open(model, "");
    Await.until(SOON, () -> !stage.provider().calls(model).isEmpty());

    Answer cancelled = tenant.api().post("/v1/responses/" + id + "/cancel", "{}").expect(200);

    assertThat(cancelled.string("/status")).isEqualTo("cancelled");
    assertThat(tenant.receipt(id).string("/status")).isEqualTo("cancelled");
    assertThat(tenant.receipt(id).string("/lines/0/outcome")).isEqualTo("cancelled");
  }

  @Test
  void aFailureIsKeptAndSaid() {
    String id = open(stage.model("broken", FakeAnswer.error(500)), "");

    Answer failed = ended(id);

    assertThat(failed.string("/status")).isEqualTo("failed");
    assertThat(failed.string("/error/code")).isEqualTo("server_error");
    assertThat(events(id, "").getLast().path("type").asString()).isEqualTo("error");
  }

  @Test
  void whatWasNotLeftAloneCannotBeFollowedOrCancelled() {
    String model = stage.model("plain", FakeAnswer.text("Here."));
    String id =
        tenant
            .responses("{\"model\":\"" + model + "\",\"input\":\"Hi\"}")
            .expect(200)
            .string("/id");

    tenant.api().post("/v1/responses/" + id + "/cancel", "{}").expectError(400, "invalid_value");
    tenant
        .api()
        .get("/v1/responses/" + id + "?stream=true")
        .expectError(400, "invalid_value", "stream");
  }

  @Test
  void anotherWorkspaceSeesNothingOfIt() {
    String id = open(stage.model("mine", FakeAnswer.text("Mine.")), "");
    Tenant other = stage.tenant();

    other.api().get("/v1/responses/" + id).expectError(404, "not_found");
    other.api().get("/v1/responses/" + id + "?stream=true").expectError(404, "not_found");
    other.api().post("/v1/responses/" + id + "/cancel", "{}").expectError(404, "not_found");
    other.api().delete("/v1/responses/" + id).expectError(404, "not_found");
    assertThat(ended(id).string("/status")).isEqualTo("completed");
  }
}
