package dev.quorate.system;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** The server the system tests share, the provider it calls, and what tests ask of both. */
public final class Stage implements AutoCloseable {
  /** USD per million tokens in and out where a test does not care. */
  public static final String PRICE = price("1.5", "6");

  private final TestServer server;
  private final FakeProvider provider;
  private final HttpClient client;

  private Stage(TestServer server, FakeProvider provider, HttpClient client) {
    this.server = server;
    this.provider = provider;
    this.client = client;
  }

  /** On a server of a test's own, where no provider is known yet. */
  public static Stage on(OwnServer server, FakeProvider provider, HttpClient client) {
    return new Stage(TestServer.of(server), provider, client);
  }

  static Stage start() throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    Stage stage = new Stage(TestServer.shared(), FakeProvider.start(), client);
    stage.addProvider("fake-" + stage.provider.port(), stage.provider.baseUrl());
    return stage;
  }

  public TestServer server() {
    return server;
  }

  public FakeProvider provider() {
    return provider;
  }

  /** The API without a key. */
  public Api anonymous() {
    return new Api(client, server.url(), null);
  }

  public Api admin() {
    return anonymous().as(server.adminKey());
  }

  /** A workspace nobody else uses, with one key. */
  public Tenant tenant() {
    String name = "t-" + UUID.randomUUID().toString().substring(0, 13);
    Answer workspace =
        admin().post("/v1/admin/workspaces", "{\"name\":\"%s\"}".formatted(name)).expect(201);
    String id = workspace.string("/id");
    Answer key =
        admin().post("/v1/admin/workspaces/" + id + "/keys", "{\"name\":\"all\"}").expect(201);
    return new Tenant(this, id, key.string("/id"), key.string("/key"));
  }

  /** A model nobody else uses, at the usual price, that does what the answers say. */
  public String model(String name, FakeAnswer... answers) {
    return pricedModel(name, PRICE, answers);
  }

  /**
   * A model nobody else uses.
   *
   * @param pricing the {@code pricing} object of the admin API
   * @return its slug, which is also the name the provider sees
   */
  public String pricedModel(String name, String pricing, FakeAnswer... answers) {
    String slug =
        "v%s/%s"
            .formatted(UUID.randomUUID().toString().substring(0, 8), name.toLowerCase(Locale.ROOT));
    provider.script(slug, answers);
    addModel(slug, "fake-" + provider.port(), pricing);
    return slug;
  }

  /** As {@link #model}, at a provider nobody else uses, for what is counted by provider. */
  public String modelApart(String name, FakeAnswer... answers) {
    String id = "apart-" + UUID.randomUUID().toString().substring(0, 8);
    addProvider(id, provider.baseUrl());
    String slug = modelOf(id, name);
    provider.script(slug, answers);
    return slug;
  }

  /** A model of a provider where nobody listens. */
  public String unreachableModel(String name) {
    String id = "nobody-" + UUID.randomUUID().toString().substring(0, 8);
    addProvider(id, "http://127.0.0.1:1/v1");
    return modelOf(id, name);
  }

  /** A model of another provider, at the usual price. */
  public String modelOf(String providerId, String name) {
    addModel(providerId + "/" + name, providerId, PRICE);
    return providerId + "/" + name;
  }

  /** Registers a provider of dialect {@code openai}. */
  public void addProvider(String id, String baseUrl) {
    admin()
        .post(
            "/v1/admin/providers",
            "{\"id\":\"%s\",\"dialect\":\"openai\",\"base_url\":\"%s\",\"api_key\":\"%s\",\"concurrency\":4000}"
                .formatted(id, baseUrl, Canaries.PROVIDER_KEY))
        .expect(201);
  }

  /** A model with room for so many tokens. */
  public String narrowModel(String name, int contextLength) {
    String slug = "narrow-" + UUID.randomUUID().toString().substring(0, 8) + "/" + name;
    provider.script(slug, FakeAnswer.text("never asked"));
    addModel(slug, "fake-" + provider.port(), PRICE, contextLength);
    return slug;
  }

  /** A model under a name of the test's own. */
  void addModel(String slug, String providerId, String pricing) {
    addModel(slug, providerId, pricing, 200_000);
  }

  private void addModel(String slug, String providerId, String pricing, int contextLength) {
    admin()
        .post(
            "/v1/admin/models",
            "{\"id\":\"%s\",\"provider\":\"%s\",\"upstream_model\":\"%s\",\"context_length\":%d,\"max_output_tokens\":16000,\"pricing\":%s}"
                .formatted(slug, providerId, slug, contextLength, pricing))
        .expect(201);
  }

  /** A {@code pricing} object: USD per million tokens. */
  public static String price(String input, String output) {
    return "{\"input_per_million\":\"%s\",\"output_per_million\":\"%s\"}".formatted(input, output);
  }

  @Override
  public void close() throws IOException {
    provider.close();
    client.close();
  }
}
