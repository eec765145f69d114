package dev.quorate.inference.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.runs.ResponseStatus;
import dev.quorate.runs.RunFixtures;
import dev.quorate.runs.StoredResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ItemReferencesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<RequestId, StoredResponse> kept = new HashMap<>();
  private final RequestId first =
      keep("\"Hello\"", "{'type':'message','id':'msg_%s','role':'assistant','content':'Hi.'}");
  private final String message = "msg_" + first.hex();

  private RequestId keep(String input, String... items) {
    StoredResponse any = RunFixtures.response(ResponseStatus.COMPLETED, null);
    String output = String.join(",", items).replace('\'', '"').replace("%s", any.id().hex());
    kept.put(
        any.id(),
        new StoredResponse(
            any.id(),
            any.apiKey(),
            null,
            any.createdAt(),
            any.expiresAt(),
            any.model(),
            any.status(),
            null,
            Sensitive.of(input),
            Sensitive.of("{\"output\":[" + output + "]}")));
    return any.id();
  }

  private static JsonNode input(String items) {
    return JSON.readTree("[" + items.replace('\'', '"') + "]");
  }

  private static String reference(String id) {
    return "{'type':'item_reference','id':'" + id + "'}";
  }

  private JsonNode resolved(String items, RequestId... told) {
    return new ItemReferences(kept::get, JSON).resolved(input(items), Set.of(told));
  }

  @Test
  void theItemTakesItsPlace() {
    JsonNode items =
        resolved(
            "{'role':'user','content':'Hello'},"
                + reference(message)
                + ",{'role':'user','content':'And?'}");

    assertThat(items).hasSize(3);
    assertThat(items.at("/1/role").asString()).isEqualTo("assistant");
    assertThat(items.at("/1/content").asString()).isEqualTo("Hi.");
    assertThat(items.at("/2/content").asString()).isEqualTo("And?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'id':'%s'}", "{'type':null,'id':'%s'}"})
  void anItemWithNothingButAnIdIsAReferenceToo(String reference) {
    assertThat(ItemReferences.areIn(input(reference.formatted(message)))).isTrue();
    assertThat(resolved(reference.formatted(message)).at("/0/content").asString()).isEqualTo("Hi.");
  }

  @Test
  void whatHasARoleOrATypeIsItself() {
    assertThat(
            ItemReferences.areIn(
                input(
                    "{'role':'user','id':'msg_1','content':'Hi'},"
                        + "{'type':'function_call_output','call_id':'c','output':'4'}")))
        .isFalse();
    assertThat(ItemReferences.areIn(JSON.readTree("\"Hello\""))).isFalse();
  }

  @Test
  void callsAndItemsOfTheInputAreFoundAsWell() {
    RequestId other =
        keep(
            "[{\"role\":\"user\",\"content\":\"Add.\"}]",
            "{'type':'message','id':'msg_%s','role':'assistant','content':'Well.'}",
            "{'type':'function_call','id':'fc_%s_0','call_id':'c','name':'add','arguments':'{}'}");

    JsonNode items =
        resolved(
            reference("msg_" + other.hex() + "_0") + "," + reference("fc_" + other.hex() + "_0"));

    assertThat(items.at("/0/content/0/text").asString()).isEqualTo("Add.");
    assertThat(items.at("/1/name").asString()).isEqualTo("add");
  }

  @Test
  void whatTheConversationHasAnywayIsNotToldTwice() {
    assertThat(resolved(reference(message), first)).isEmpty();
  }

  @Test
  void aPanelsWorkIsNoItemAndNoFault() {
    assertThat(resolved(reference(first.asRun()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "msg_1",
        "msg_019aa5b0c2f47c3e8f1d2a3b4c5d6e7f",
        "msg_019aa5b0c2f47c3e8f1d2a3b4c5d6e7f_99999999",
        "rs_019AA5B0C2F47C3E8F1D2A3B4C5D6E7F"
      })
  void anUnknownOneIsRefusedByItsPlace(String id) {
    assertThatThrownBy(() -> resolved("{'role':'user','content':'Hi'}," + reference(id)))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND);
              assertThat(refusal.param()).isEqualTo("input[1].id");
              assertThat(refusal.text()).contains("'store'");
            });
  }

  @Test
  void anotherItemOfAKeptResponseIsUnknownToo() {
    assertThatThrownBy(() -> resolved(reference("fc_" + first.hex() + "_0")))
        .isInstanceOf(GatewayException.class);
  }

  @Test
  void manyCopiesOfALongItemAreRefused() {
    String long_ = "x".repeat(4 << 20);
    RequestId big = keep("\"Hi\"", "{'type':'message','id':'msg_%s','content':'" + long_ + "'}");
    String one = reference("msg_" + big.hex());

    assertThatThrownBy(() -> resolved((one + ",").repeat(20) + one))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_VALUE));
  }
}
