package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Every endpoint of the OpenAPI document with every kind of key, and with its own, a foreign and no
 * id. An endpoint without a row fails.
 */
@ExtendWith(StageExtension.class)
class TenancyMatrixIT {
  private static final Set<String> SCOPES =
      Set.of("inference", "usage:read", "presets:write", "keys:write", "workspace:admin");
  private static final String ADMIN = "admin";
  private static final String ANY = "any";

  /**
   * Endpoints that need no key of ours: the sandbox stands behind a secret of the gateway's own.
   */
  private static final String NOBODYS = "nobody's";

  private final Stage stage;
  private final Tenant tenant;

  TenancyMatrixIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  /**
   * One endpoint.
   *
   * @param needs a scope, {@link #ANY}, {@link #ADMIN} or {@link #NOBODYS}
   */
  private record Row(String method, String path, String needs) {
    @Override
    public String toString() {
      return method + " " + path;
    }

    boolean namesSomethingOfAWorkspace() {
      return path.contains("{") && !needs.equals(ADMIN) && !path.startsWith("/v1/model");
    }
  }

  private static final List<Row> MATRIX =
      rows(
          NOBODYS + " | POST /sandbox/v1/chat/completions, GET /sandbox/v1/models",
          ADMIN
              + " | GET POST /v1/admin/adjustments, GET /v1/admin/audit, GET POST /v1/admin/models",
          ADMIN + " | GET PATCH DELETE /v1/admin/models/{id}, GET POST /v1/admin/prices",
          ADMIN + " | GET POST /v1/admin/providers, GET PATCH DELETE /v1/admin/providers/{id}",
          ADMIN + " | POST /v1/admin/providers/{id}/test",
          ADMIN
              + " | GET POST /v1/admin/statements, GET /v1/admin/usage, GET POST"
              + " /v1/admin/workspaces",
          ADMIN
              + " | GET PATCH /v1/admin/workspaces/{id}, GET POST"
              + " /v1/admin/workspaces/{workspace}/keys",
          ADMIN + " | GET PATCH DELETE /v1/admin/workspaces/{workspace}/keys/{key}",
          ADMIN + " | POST /v1/admin/workspaces/{workspace}/keys/{key}/rotate",
          "workspace:admin | GET /v1/audit, PUT /v1/budgets, DELETE /v1/budgets/{id}",
          "usage:read | GET /v1/budgets, GET /v1/budgets/{id}",
          "inference | POST /v1/chat/completions, POST /v1/fusion/quote, POST /v1/responses",
          "inference | GET /v1/fusion/runs, GET /v1/fusion/runs/{id}, GET /v1/models, GET"
              + " /v1/models/{id}",
          "inference | POST /v1/fusion/runs/{id}/rejudge",
          "inference | GET /v1/models/user, GET /v1/model/{author}/{slug}",
          "inference | GET DELETE /v1/responses/{id}, POST /v1/responses/{id}/cancel",
          "inference | GET /v1/responses/{id}/input_items",
          "workspace:admin | GET POST /v1/credentials, GET PATCH DELETE"
              + " /v1/credentials/{credential}",
          "workspace:admin | GET POST /v1/policies, GET PATCH DELETE /v1/policies/{policy}",
          "workspace:admin | POST /v1/projects, PATCH DELETE /v1/projects/{project}",
          "workspace:admin | GET PATCH /v1/workspace",
          "keys:write | GET POST /v1/keys, GET PATCH DELETE /v1/keys/{key}, POST"
              + " /v1/keys/{key}/rotate",
          "presets:write | POST /v1/presets, PATCH DELETE /v1/presets/{slug}",
          "presets:write | POST /v1/presets/{slug}/versions/{version}/designate",
          ANY + " | GET /v1/presets, GET /v1/presets/{slug}, GET /v1/presets/{slug}/versions",
          ANY + " | GET /v1/presets/{slug}/versions/{version}",
          ANY + " | GET /v1/key, GET /v1/projects, GET /v1/projects/{project}",
          "usage:read | GET /v1/statements, GET /v1/statements/{month}, GET /v1/usage",
          "usage:read | GET /v1/usage/lines, GET /v1/usage/requests, GET /v1/usage/requests/{id}");

  private static List<Row> rows(String... lines) {
    List<Row> rows = new ArrayList<>();
    for (String line : lines) {
      String needs = line.substring(0, line.indexOf('|')).strip();
      for (String endpoint : line.substring(line.indexOf('|') + 1).split(",")) {
        String[] words = endpoint.strip().split(" ");
        for (int word = 0; word < words.length - 1; word++) {
          rows.add(new Row(words[word], words[words.length - 1], needs));
        }
      }
    }
    return rows;
  }

  @Test
  void everyEndpointHasItsRow() {
    Set<String> documented = new TreeSet<>();
    JsonNode paths = stage.anonymous().get("/openapi?format=json").expect(200).at("/paths");
    paths
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method -> {
                  if (method.getValue().has("responses")) {
                    documented.add(
                        method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                  }
                }));

    Set<String> rows = new TreeSet<>();
    MATRIX.forEach(row -> rows.add(row.toString()));
    assertThat(rows).isEqualTo(documented);
  }

  @Test
  void nobodyComesInWithoutAKeyOrWithOneOfAnotherKind() {
    String unknown = tenant.key().substring(0, tenant.key().length() - 1);
    for (Row row : MATRIX) {
      if (row.needs().equals(NOBODYS)) {
        assertThat(send(stage.anonymous(), row, Map.of()).status()).as("%s", row).isEqualTo(401);
        continue;
      }
      Map<String, String> ids = ids(tenant, null);
      send(stage.anonymous(), row, ids).expectError(401, "invalid_api_key");
      send(stage.anonymous().as(unknown), row, ids).expectError(401, "invalid_api_key");
      Api wrongKind = row.needs().equals(ADMIN) ? tenant.api() : stage.admin();
      send(wrongKind, row, ids).expectError(403, "insufficient_scope");
    }
  }

  @Test
  void aKeyDoesWhatItsScopesSayAndNothingElse() {
    Map<String, Api> without = new HashMap<>();
    Map<String, Api> only = new HashMap<>();
    for (String scope : SCOPES) {
      without.put(scope, keyWith(SCOPES.stream().filter(other -> !other.equals(scope))));
      only.put(scope, keyWith(Stream.of(scope)));
    }
    for (Row row : MATRIX) {
      if (SCOPES.contains(row.needs())) {
        Map<String, String> ids = ids(tenant, null);
        send(without.get(row.needs()), row, ids).expectError(403, "insufficient_scope");
        Answer allowed = send(only.get(row.needs()), row, ids);
        assertThat(allowed.text()).as("%s", row).doesNotContain("insufficient_scope");
      }
    }
  }

  @Test
  void aForeignIdIsAnsweredLikeOneThatDoesNotExist() {
    Tenant other = stage.tenant();
    Map<String, String> own = belongings(tenant);
    Map<String, String> foreign = belongings(other);
    for (Row row : MATRIX) {
      if (!row.namesSomethingOfAWorkspace()) {
        continue;
      }
      Map<String, String> nowhere = ids(tenant, null);
      Answer theirs = send(tenant.api(), row, ids(other, foreign));
      Answer nobodys = send(tenant.api(), row, nowhere);
      assertThat(theirs.status()).as("%s: %s", row, theirs.text()).isEqualTo(nobodys.status());
      assertThat(told(theirs, foreign)).as("%s", row).isEqualTo(told(nobodys, nowhere));
      if (row.method().equals("GET") && !row.path().contains("{month}")) {
        assertThat(send(tenant.api(), row, ids(tenant, own)).status()).as("%s", row).isEqualTo(200);
      }
    }
    // And it was left alone.
    assertThat(other.api().get("/v1/keys").expect(200).text()).contains(other.keyId());
    for (Row row : MATRIX) {
      if (row.namesSomethingOfAWorkspace()
          && row.method().equals("GET")
          && !row.path().contains("{month}")) {
        assertThat(send(other.api(), row, ids(other, foreign)).status())
            .as("%s", row)
            .isEqualTo(200);
      }
    }
  }

  private Api keyWith(Stream<String> scopes) {
    String list = scopes.map(scope -> '"' + scope + '"').collect(Collectors.joining(",", "[", "]"));
    return stage
        .anonymous()
        .as(tenant.newKey("{\"name\":\"k\",\"scopes\":" + list + "}").string("/key"));
  }

  /** One of everything that has an id. */
  private Map<String, String> belongings(Tenant owner) {
    Map<String, String> all = new HashMap<>();
    String model = stage.model("m", FakeAnswer.text("x"));
    all.put("{project}", made(owner, "/v1/projects", "{\"name\":\"P\"}", "/id"));
    all.put("{key}", made(owner, "/v1/keys", "{\"name\":\"k\"}", "/id"));
    all.put(
        "{policy}", made(owner, "/v1/policies", "{\"name\":\"n\",\"scope\":\"workspace\"}", "/id"));
    String provider = model.substring(0, model.indexOf('/'));
    all.put(
        "{credential}",
        made(
            owner,
            "/v1/credentials",
            "{\"provider\":\"sandbox-none\",\"api_key\":\"k\"}"
                .replace("sandbox-none", providerOf(provider)),
            "/id"));
    String slug = "s-" + UUID.randomUUID().toString().substring(0, 8);
    all.put(
        "{slug}",
        made(
            owner,
            "/v1/presets",
            "{\"slug\":\"%s\",\"fusion\":{\"analysis_models\":[\"%s\"]}}".formatted(slug, model),
            "/slug"));
    all.put(
        "budget",
        owner
            .api()
            .send(
                "PUT",
                "/v1/budgets",
                "{\"scope\":\"workspace\",\"period\":\"daily\",\"cap_usd\":9}",
                List.of())
            .expect(200)
            .string("/id"));
    Answer fusion = owner.responses(Bodies.fusionResponses(List.of(model), model)).expect(200);
    all.put("response", fusion.string("/id"));
    all.put("run", fusion.string("/fusion/run_id"));
    all.put("request", fusion.header("x-request-id"));
    return all;
  }

  private String providerOf(String vendor) {
    return stage.server().url().isEmpty() ? vendor : "fake-" + stage.provider().port();
  }

  private static String made(Tenant owner, String path, String body, String pointer) {
    return owner.api().post(path, body).expect(201).string(pointer);
  }

  /** The ids of what somebody has; of nothing at all where that is null. */
  private static Map<String, String> ids(Tenant owner, @Nullable Map<String, String> belongings) {
    if (belongings != null) {
      return belongings;
    }
    Map<String, String> none = new HashMap<>();
    for (String name : List.of("{project}", "{key}", "{policy}", "{credential}", "budget")) {
      none.put(name, UUID.randomUUID().toString());
    }
    String hex = UUID.randomUUID().toString().replace("-", "");
    none.put("{slug}", "no-such-preset");
    none.put("response", "resp_" + hex);
    none.put("run", "fr_" + hex);
    none.put("request", "req_" + hex);
    none.put("{workspace}", owner.workspaceId());
    return none;
  }

  private static Answer send(Api api, Row row, Map<String, String> ids) {
    String id =
        row.path().startsWith("/v1/budgets")
            ? "budget"
            : row.path().startsWith("/v1/fusion")
                ? "run"
                : row.path().contains("usage") ? "request" : "response";
    String path =
        row.path()
            .replace("{id}", ids.getOrDefault(id, "x"))
            .replace("{version}", "1")
            .replace("{month}", "2025-01")
            .replace("{author}", "sandbox");
    for (String name :
        List.of("{project}", "{key}", "{policy}", "{credential}", "{slug}", "{workspace}")) {
      path = path.replace(name, ids.getOrDefault(name, "x"));
    }
    boolean hasBody = Set.of("POST", "PUT", "PATCH").contains(row.method());
    return api.send(row.method(), path, hasBody ? "{}" : null, List.of());
  }

  /** What the reply says, without the ids it repeats. */
  private static String told(Answer answer, Map<String, String> ids) {
    String text = answer.text().replace(answer.header("x-request-id"), "REQUEST");
    for (String id : ids.values()) {
      text = text.replace(id, "ID");
    }
    return text;
  }
}
