package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HealthIT {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void startedReadyAndLiveSayUp() throws Exception {
    for (String kind : new String[] {"started", "ready", "live"}) {
      HttpResponse<String> answer = get("/health/" + kind);

      assertThat(answer.statusCode()).as(kind).isEqualTo(200);
      assertThat(answer.body()).as(kind).contains("\"status\":\"UP\"");
    }
  }

  @Test
  void readinessNamesTheDatabase() throws Exception {
    assertThat(get("/health/ready").body()).contains("\"name\":\"database\"");
  }

  /** Java's client offers h2c on its first request of a connection. */
  @Test
  void offerOfHttp2IsAnsweredAsOrdinaryHttp11() throws Exception {
    HttpResponse<String> answer = get("/health/live");

    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void answersDoNotNameTheServer() throws Exception {
    assertThat(get("/health/live").headers().map()).doesNotContainKeys("server", "x-powered-by");
  }

  @Test
  void metricsAndOpenApiAnswer() throws Exception {
    String metrics = get("/metrics").body();
    assertThat(metrics).contains("# TYPE");
    Canaries.expectNone("the metrics", metrics);
    assertThat(get("/openapi").body()).startsWith("---").contains("openapi: 3.1");
  }

  /** -1 is before the first look. */
  @Test
  void theInvariantsAreLookedAtOnASchedule() {
    Await.until(
        Duration.ofSeconds(90),
        () -> {
          try {
            List<String> broken =
                get("/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("quorate_invariants_broken{"))
                    .toList();
            return !broken.isEmpty() && broken.stream().noneMatch(line -> line.contains(" -1"));
          } catch (Exception away) {
            throw new AssertionError(away);
          }
        });
  }

  /** What is common to several operations stands once in the document, and is found there. */
  @Test
  void sharedParametersOfTheDocumentAreThere() throws Exception {
    JsonNode document = Answer.JSON.readTree(get("/openapi?format=json").body());
    List<String> shared =
        document.at("/paths").findValuesAsString("$ref").stream()
            .filter(ref -> ref.startsWith("#/components/parameters/"))
            .distinct()
            .toList();

    assertThat(shared).hasSizeGreaterThan(5);
    for (String ref : shared) {
      JsonNode parameter = document.at(ref.substring(1));
      assertThat(ref).endsWith("/" + parameter.path("name").asString());
      assertThat(parameter.path("in").asString()).as(ref).isEqualTo("query");
      assertThat(parameter.at("/schema/type").asString()).as(ref).isNotEmpty();
      assertThat(parameter.path("description").asString()).as(ref).isNotEmpty();
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(QuorateServer.shared().baseUri().resolve(path)).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
