package dev.quorate.catalog.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.http.RequestHead;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelListTest {
  private static final List<ModelCard> FIVE =
      IntStream.range(0, 5).mapToObj(n -> card("acme/m" + n)).toList();

  private static ModelCard card(String id) {
    return new ModelCard(
        id,
        "model",
        0,
        "acme",
        id,
        id,
        "",
        null,
        ModelCard.Architecture.of(false),
        ModelCard.PerToken.varying(),
        new ModelCard.TopProvider(null, null, false),
        null,
        List.of(),
        null,
        null,
        ModelCard.CardLinks.of(id));
  }

  private static ModelList list(String... query) {
    Map<String, List<String>> values = new HashMap<>();
    for (int at = 0; at < query.length; at += 2) {
      values.put(query[at], List.of(query[at + 1]));
    }
    return ModelList.of(
        FIVE,
        new RequestHead(RequestId.create(Clock.systemUTC()), Instant.EPOCH, 0, Map.of(), values));
  }

  @Test
  void unaskedItIsAllOfThem() {
    assertThat(list().data()).isEqualTo(FIVE);
    assertThat(list().totalCount()).isEqualTo(5);
    assertThat(list().links().next()).isNull();
  }

  @Test
  void aPartSaysWhereTheNextIs() {
    ModelList part = list("offset", "1", "limit", "2");

    assertThat(part.data()).isEqualTo(FIVE.subList(1, 3));
    assertThat(part.totalCount()).isEqualTo(5);
    assertThat(part.links().next()).isEqualTo("/api/v1/models?offset=3&limit=2");
    assertThat(list("offset", "3", "limit", "2").links().next()).isNull();
  }

  @Test
  void behindTheEndIsNothing() {
    assertThat(list("offset", "500", "limit", "500").data()).isEmpty();
    assertThat(list("limit", "0").links().next()).isNull();
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> list("limit", "-1"))
        .isInstanceOfSatisfying(
            GatewayException.class, refusal -> assertThat(refusal.param()).isEqualTo("limit"));
  }

  @Test
  void everyKeyOpenRoutersClientsRequireIsThere() {
    JsonNode json = JsonMapper.builder().build().valueToTree(list("limit", "1"));

    assertThat(json.propertyNames()).contains("data", "links", "total_count");
    assertThat(json.at("/data/0").propertyNames())
        .contains("default_parameters", "supported_voices", "per_request_limits", "links");
    assertThat(json.at("/data/0/links/details").asString()).isEqualTo("/api/v1/models/acme/m0");
  }
}
