package dev.quorate.system;

/**
 * A workspace of one test alone, so that its bill is the test's bill.
 *
 * @param key a key with every scope
 */
public record Tenant(Stage stage, String workspaceId, String keyId, String key) {
  /** The API as this tenant. */
  public Api api() {
    return stage.anonymous().as(key);
  }

  public Answer responses(String body) {
    return api().post("/v1/responses", body);
  }

  public Answer chat(String body) {
    return api().post("/v1/chat/completions", body);
  }

  /** Makes a further key of the workspace from a creation body; the reply carries {@code key}. */
  public Answer newKey(String body) {
    return stage.admin().post("/v1/admin/workspaces/" + workspaceId + "/keys", body).expect(201);
  }

  /** The receipt of a request, by any of its ids. */
  public Answer receipt(String id) {
    return api().get("/v1/usage/requests/" + id).expect(200);
  }
}
