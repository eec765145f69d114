package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A workspace's own credential takes the deployment's place in its own calls and in no other. */
@ExtendWith(StageExtension.class)
class ByokIT {
  private static final String CANARY = "sk-canary-byok-";

  private final Stage stage;
  private final Tenant tenant;

  ByokIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @AfterAll
  static void theLedgerIsWholeAndNoSecretIsInTheLog(Stage stage) throws SQLException, IOException {
    Invariants.expectNoneBroken(stage.server());
    if (System.getProperty("quorate.test.url") == null) {
      assertThat(Files.readString(QuorateServer.shared().logFile())).doesNotContain(CANARY);
    }
  }

  private static String providerOf(String model) {
    return model.substring(0, model.indexOf('/'));
  }

  private String bring(Tenant who, String provider) {
    String secret = CANARY + UUID.randomUUID();
    Answer made =
        who.api()
            .post(
                "/v1/credentials",
                "{\"provider\":\"%s\",\"api_key\":\"%s\"}".formatted(provider, secret))
            .expect(201);
    assertThat(made.text()).doesNotContain(CANARY);
    return secret;
  }

  private List<String> credentials(Answer reply) {
    return Bill.of(tenant, reply).lines().stream()
        .map(line -> line.path("credential").asString())
        .toList();
  }

  private @org.jspecify.annotations.Nullable String sent(String model) {
    return stage.provider().calls(model).getLast().header("authorization");
  }

  @Test
  void theWorkspacesKeyReachesTheProviderAndTheLineSaysSo() {
    String model = stage.modelApart("byok", FakeAnswer.text("yes").usage(10, 2));
    Answer before = tenant.chat(Bodies.chat(model)).expect(200);
    assertThat(sent(model)).isEqualTo("Bearer " + Canaries.PROVIDER_KEY);
    String secret = bring(tenant, providerOf(model));

    Answer reply = tenant.chat(Bodies.chat(model)).expect(200);

    assertThat(sent(model)).isEqualTo("Bearer " + secret);
    assertThat(credentials(before)).containsExactly("platform");
    assertThat(credentials(reply)).containsExactly("workspace");
    Bill.of(tenant, reply).expectConsistent();
    assertThat(Bill.of(tenant, reply).lines().getFirst().path("cost").decimalValue()).isPositive();
    assertThat(reply.text()).doesNotContain(CANARY);
    stage.tenant().chat(Bodies.chat(model)).expect(200);
    assertThat(sent(model)).isEqualTo("Bearer " + Canaries.PROVIDER_KEY);
  }

  @Test
  void eachMemberOfAPanelHasItsOwnContract() {
    String own = stage.modelApart("own", FakeAnswer.text("mine").usage(10, 2));
    String other = stage.model("other", FakeAnswer.text("theirs").usage(10, 2));
    String secret = bring(tenant, providerOf(own));

    Answer reply = tenant.chat(Bodies.fusionChat(List.of(own, other), other)).expect(200);

    assertThat(sent(own)).isEqualTo("Bearer " + secret);
    assertThat(sent(other)).isEqualTo("Bearer " + Canaries.PROVIDER_KEY);
    assertThat(credentials(reply)).containsExactlyInAnyOrder("workspace", "platform", "platform");
  }

  @Test
  void deletingItGivesTheDeploymentsBack() {
    String model = stage.modelApart("gone", FakeAnswer.text("yes").usage(10, 2));
    bring(tenant, providerOf(model));
    String id = tenant.api().get("/v1/credentials").expect(200).string("/data/0/id");
    tenant.chat(Bodies.chat(model)).expect(200);

    tenant.api().delete("/v1/credentials/" + id).expect(204);

    tenant.chat(Bodies.chat(model)).expect(200);
    assertThat(sent(model)).isEqualTo("Bearer " + Canaries.PROVIDER_KEY);
  }

  @Test
  void aProviderWithoutADeploymentsCredentialWorksForWhoBringsOne() {
    String id = "bare-" + UUID.randomUUID().toString().substring(0, 8);
    stage
        .admin()
        .post(
            "/v1/admin/providers",
            "{\"id\":\"%s\",\"dialect\":\"openai\",\"base_url\":\"%s\"}"
                .formatted(id, stage.provider().baseUrl()))
        .expect(201);
    String model = stage.modelOf(id, "m");
    stage.provider().script(model, FakeAnswer.text("yes").usage(1, 1));
    String secret = bring(tenant, id);

    tenant.chat(Bodies.chat(model)).expect(200);

    assertThat(sent(model)).isEqualTo("Bearer " + secret);
  }

  @Test
  void aDeploymentsCredentialThatCannotBeOpenedStopsNobodyWithHisOwn() throws SQLException {
    String model = stage.modelApart("sealed", FakeAnswer.text("yes").usage(1, 1));
    String provider = providerOf(model);
    String id = provider;
    execute("UPDATE provider SET api_key_sealed = '\\x00' WHERE id = ?", id);
    stage.admin().get("/v1/admin/providers/" + id).expect(200); // reads the rows anew
    String secret = bring(tenant, provider);

    tenant.chat(Bodies.chat(model)).expect(200);

    assertThat(sent(model)).isEqualTo("Bearer " + secret);
    stage.tenant().chat(Bodies.chat(model)).expectError(503, "provider_unavailable", "model");
  }

  @Test
  void aBadKeyOfOneWorkspaceClosesNothingToOthers() {
    FakeAnswer answer = FakeAnswer.computed(call -> "yes " + call.header("x-nothing")).usage(1, 1);
    String model = stage.modelApart("shared", answer);
    String locked = stage.modelApart("locked", FakeAnswer.error(401));
    bring(tenant, providerOf(locked));
    for (int i = 0; i < 30; i++) {
      tenant.chat(Bodies.chat(locked)).expect(502);
    }
    stage.provider().script(locked, answer);

    stage.tenant().chat(Bodies.chat(locked)).expect(200);
    stage.tenant().chat(Bodies.chat(model)).expect(200);
  }

  @Test
  void whatWasMovedToAnotherWorkspaceIsNotOpened() throws SQLException {
    String model = stage.modelApart("moved", FakeAnswer.text("yes").usage(1, 1));
    String provider = providerOf(model);
    Tenant thief = stage.tenant();
    bring(tenant, provider);
    bring(thief, provider);
    execute(
        """
        UPDATE provider_credential SET sealed =
          (SELECT sealed FROM provider_credential WHERE workspace_id = ?::uuid AND provider = ?)
        WHERE workspace_id = ?::uuid AND provider = ?\
        """,
        tenant.workspaceId(),
        provider,
        thief.workspaceId(),
        provider);
    bring(thief, "fake-" + stage.provider().port()); // credentials are read anew

    Answer reply = thief.chat(Bodies.chat(model));

    reply.expectError(503, "provider_unavailable");
    assertThat(reply.text()).doesNotContain(CANARY);
    assertThat(stage.provider().calls(model)).isEmpty();
    tenant.chat(Bodies.chat(model)).expect(200);
  }

  @Test
  void aProviderThatRepeatsTheKeyIsNotQuoted() {
    String model = stage.modelApart("echo", FakeAnswer.text("not yet"));
    String secret = bring(tenant, providerOf(model));
    stage.provider().script(model, FakeAnswer.error(401, "Incorrect API key: " + secret));

    Answer reply = tenant.chat(Bodies.chat(model));

    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.text()).doesNotContain(CANARY);
    JsonNode receipt = tenant.receipt(reply.header("x-request-id")).json();
    assertThat(receipt.toString()).doesNotContain(CANARY);
  }

  private void execute(String sql, String... values) throws SQLException {
    try (Connection connection = stage.server().asOwner();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
