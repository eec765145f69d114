package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what, and that nobody sees anything of anybody else. */
@ExtendWith(StageExtension.class)
class TenancyIT {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Stage stage;
  private final Tenant tenant;

  TenancyIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  static Stream<String> badKeys() {
    String random = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
    return Stream.of(
        "",
        "sk-something-else",
        "qrt_live_",
        "qrt_live_" + random,
        "qrt_live_" + random + "000000",
        "qrt_live_" + random + checksum(random) + "0",
        "qrt_life_" + random + checksum(random),
        "qrt_live_" + random + checksum(random),
        "qrt_admin_" + random + checksum(random),
        "qrt_live_'; DROP TABLE api_key; --");
  }

  @ParameterizedTest
  @MethodSource("badKeys")
  void aKeyThatIsNoneIsRefusedEverywhere(String key) {
    Api stranger = stage.anonymous().as(key);

    stranger.post("/v1/chat/completions", Bodies.chat("x/y")).expectError(401, "invalid_api_key");
    stranger.get("/v1/usage").expectError(401, "invalid_api_key");
    stranger.get("/v1/models").expectError(401, "invalid_api_key");
    stranger.get("/v1/admin/workspaces").expectError(401, "invalid_api_key");
  }

  @Test
  void withoutAKeyNothingIsServedButHealthAndTheDescription() {
    Api nobody = stage.anonymous();

    nobody.get("/v1/key").expectError(401, "invalid_api_key");
    nobody.post("/v1/responses", "not even json").expectError(401, "invalid_api_key");
    assertThat(nobody.get("/health/ready").status()).isEqualTo(200);
    assertThat(nobody.get("/openapi").status()).isEqualTo(200);
  }

  @Test
  void keysHaveTheShapeThatIsPublishedForThem() {
    assertThat(tenant.key()).matches("qrt_live_[0-9A-Za-z]{38}");
    String random = tenant.key().substring(9, 41);
    assertThat(tenant.key()).endsWith(checksum(random));
  }

  @Test
  void aKeyIsShownOnceOnly() {
    Answer keys =
        stage.admin().get("/v1/admin/workspaces/" + tenant.workspaceId() + "/keys").expect(200);

    assertThat(keys.text()).doesNotContain(tenant.key());
    assertThat(keys.string("/data/0/last_four"))
        .isEqualTo(tenant.key().substring(tenant.key().length() - 4));
  }

  @Test
  void whoAmISaysSo() {
    Answer me = tenant.api().get("/v1/key").expect(200);

    assertThat(me.text()).contains(tenant.workspaceId()).doesNotContain(tenant.key());
  }

  @Test
  void aDisabledKeyIsRefusedWithinHalfAMinute() {
    Answer key = tenant.newKey("{\"name\":\"short-lived\"}");
    Api holder = stage.anonymous().as(key.string("/key"));
    holder.get("/v1/key").expect(200);

    stage
        .admin()
        .patch(
            "/v1/admin/workspaces/" + tenant.workspaceId() + "/keys/" + key.string("/id"),
            "{\"disabled\":true}")
        .expect(200);

    Await.until(Duration.ofSeconds(31), () -> holder.get("/v1/key").status() == 401);
    holder.get("/v1/key").expectError(401, "api_key_disabled");
    tenant.api().get("/v1/key").expect(200);
  }

  @Test
  void anExpiredKeyIsRefused() {
    Answer key =
        tenant.newKey(
            "{\"name\":\"brief\",\"expires_at\":\"%s\"}".formatted(Instant.now().plusSeconds(3)));
    Api holder = stage.anonymous().as(key.string("/key"));
    holder.get("/v1/key").expect(200);

    Await.until(Duration.ofSeconds(10), () -> holder.get("/v1/key").status() == 401);
    holder.get("/v1/key").expectError(401, "api_key_expired");
  }

  @Test
  void aKeyDoesWhatItsScopesSayAndNoMore() {
    Api caller = scoped("inference");
    Api reader = scoped("usage:read");
    String model = stage.model("plain", FakeAnswer.text("x"));

    caller.post("/v1/chat/completions", Bodies.chat(model)).expect(200);
    caller.get("/v1/models").expect(200);
    caller.get("/v1/usage").expectError(403, "insufficient_scope");
    caller.get("/v1/usage/requests").expectError(403, "insufficient_scope");
    caller.get("/v1/usage/lines").expectError(403, "insufficient_scope");
    caller.post("/v1/projects", "{\"name\":\"p\"}").expectError(403, "insufficient_scope");
    reader.get("/v1/usage").expect(200);
    reader.get("/v1/key").expect(200);
    reader.post("/v1/chat/completions", Bodies.chat(model)).expectError(403, "insufficient_scope");
  }

  @Test
  void adminAndApiKeysStayOnTheirOwnSides() {
    Api admin = stage.admin();

    assertThat(admin.post("/v1/chat/completions", Bodies.chat("x/y")).status()).isEqualTo(403);
    assertThat(admin.get("/v1/usage").status()).isEqualTo(403);
    for (String path :
        List.of(
            "/v1/admin/workspaces", "/v1/admin/providers", "/v1/admin/models", "/v1/admin/usage")) {
      tenant.api().get(path).expectError(403, "insufficient_scope");
    }
  }

  @Test
  void anotherWorkspacesThingsDoNotExist() {
    String model = stage.model("plain", FakeAnswer.text("x"));
    Answer mine = tenant.chat(Bodies.chat(model)).expect(200);
    String project =
        tenant.api().post("/v1/projects", "{\"name\":\"Mine\"}").expect(201).string("/id");
    Api stranger = stage.tenant().api();

    for (String path :
        List.of("/v1/usage/requests/" + mine.header("x-request-id"), "/v1/projects/" + project)) {
      Answer foreign = stranger.get(path);
      Answer nobody = stranger.get(path.substring(0, path.length() - 4) + "0000");
      assertThat(foreign.status()).isEqualTo(404);
      assertThat(foreign.at("/error")).isEqualTo(nobody.at("/error"));
    }
    stranger
        .post("/v1/chat/completions", Bodies.chat(model, "\"project_id\":\"" + project + "\""))
        .expectError(404, "project_not_found", "project_id");
    assertThat(stranger.get("/v1/usage/requests").list("/data")).isEmpty();
    assertThat(stranger.get("/v1/usage/lines").list("/data")).isEmpty();
  }

  @Test
  void aLockedKeySeesAndBillsItsProjectOnly() {
    String model = stage.model("plain", FakeAnswer.text("x"));
    String own = project("own");
    String other = project("other");
    Api locked =
        stage
            .anonymous()
            .as(
                tenant
                    .newKey("{\"name\":\"locked\",\"project_id\":\"" + own + "\"}")
                    .string("/key"));
    tenant.chat(Bodies.chat(model, "\"project_id\":\"" + other + "\"")).expect(200);

    Answer reply = locked.post("/v1/chat/completions", Bodies.chat(model)).expect(200);

    locked
        .post("/v1/chat/completions", Bodies.chat(model, "\"project_id\":\"" + other + "\""))
        .expectError(403, "project_locked", "project_id");
    locked
        .post("/v1/chat/completions", Bodies.chat(model), "X-Project-Id", other)
        .expectError(403, "project_locked", "X-Project-Id");
    assertThat(locked.get("/v1/usage/requests").list("/data")).hasSize(1);
    assertThat(locked.get("/v1/usage/lines").list("/data")).hasSize(1);
    assertThat(locked.get("/v1/projects").list("/data")).hasSize(1);
    assertThat(
            locked
                .get("/v1/usage/requests/" + reply.header("x-request-id"))
                .expect(200)
                .string("/project_id"))
        .isEqualTo(own);
  }

  @Test
  void bodyAndHeaderMayNameTheSameProjectOnly() {
    String model = stage.model("plain", FakeAnswer.text("x"));
    String own = project("own");
    String other = project("other");
    String body = Bodies.chat(model, "\"project_id\":\"" + own + "\"");

    tenant.api().post("/v1/chat/completions", body, "X-Project-Id", own).expect(200);
    tenant
        .api()
        .post("/v1/chat/completions", body, "X-Project-Id", other)
        .expectError(400, "project_conflict");
  }

  @Test
  void aTestKeyReachesTheSandboxOnlyAndItsLinesCostNothing() {
    Answer key = tenant.newKey("{\"name\":\"test\",\"test\":true}");
    assertThat(key.string("/key")).startsWith("qrt_test_");
    Api tester = stage.anonymous().as(key.string("/key"));
    String model = stage.model("real", FakeAnswer.text("x"));

    tester
        .post("/v1/chat/completions", Bodies.chat(model))
        .expectError(403, "test_key_sandbox_only", "model");
    Answer reply = tester.post("/v1/chat/completions", Bodies.chat("sandbox/echo")).expect(200);

    assertThat(reply.number("/usage/cost")).isZero();
    assertThat(tester.get("/v1/usage").text()).doesNotContain("sandbox/echo");
  }

  private Api scoped(String scope) {
    return stage
        .anonymous()
        .as(
            tenant
                .newKey("{\"name\":\"%s\",\"scopes\":[\"%s\"]}".formatted(scope, scope))
                .string("/key"));
  }

  private String project(String slug) {
    return tenant
        .api()
        .post("/v1/projects", "{\"name\":\"%s\",\"slug\":\"%s\"}".formatted(slug, slug))
        .expect(201)
        .string("/id");
  }

  private static String checksum(String random) {
    CRC32 crc = new CRC32();
    crc.update(random.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    StringBuilder digits = new StringBuilder();
    for (long rest = crc.getValue(); digits.length() < 6; rest /= 62) {
      digits.insert(0, ALPHABET.charAt((int) (rest % 62)));
    }
    return digits.toString();
  }
}
