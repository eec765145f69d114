package dev.quorate.runs;

import static dev.quorate.kernel.ErrorCode.INVALID_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.http.Refused;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InputItemsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HEX = "019aa5b0c2f47c3e8f1d2a3b4c5d6e7f";
  private static final RequestId ID = RequestId.parse("resp_" + HEX).orElseThrow();
  private static final String FIVE =
      """
      [{"role":"user","content":"0"},{"role":"user","content":"1"},{"role":"user","content":"2"},
       {"role":"user","content":"3"},{"role":"user","content":"4"}]
      """;

  @Test
  void aTextIsOneMessageOfTheUser() {
    assertThat(all("\"Hello\""))
        .isEqualTo(
            json(
                """
                [{"type":"message","id":"msg_%s_0","status":"completed","role":"user",
                  "content":[{"type":"input_text","text":"Hello"}]}]
                """));
  }

  @Test
  void itemsGetTypeIdStatusAndParts() {
    assertThat(
            all(
                """
                [{"role":"developer","content":"Be brief."},
                 {"type":"message","role":"assistant","content":"Yes."},
                 {"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},
                 {"type":"function_call_output","call_id":"c1","output":"4"},
                 {"type":"reasoning","summary":[]},
                 {"type":"web_search_call","query":"x"}]
                """))
        .isEqualTo(
            json(
                """
                [{"type":"message","id":"msg_%1$s_0","status":"completed","role":"developer",
                  "content":[{"type":"input_text","text":"Be brief."}]},
                 {"type":"message","id":"msg_%1$s_1","status":"completed","role":"assistant",
                  "content":[{"type":"output_text","text":"Yes.","annotations":[],"logprobs":[]}]},
                 {"type":"function_call","id":"fc_%1$s_2","status":"completed","call_id":"c1",
                  "name":"f","arguments":"{}"},
                 {"type":"function_call_output","id":"fco_%1$s_3","status":"completed",
                  "call_id":"c1","output":"4"},
                 {"type":"reasoning","id":"rs_%1$s_4","summary":[]},
                 {"type":"web_search_call","id":"item_%1$s_5","query":"x"}]
                """));
  }

  @Test
  void whatAnItemWasSentWithStays() {
    String sent =
        """
        [{"type":"message","id":"msg_mine","status":"incomplete","role":"assistant","phase":"commentary",
          "content":[{"type":"output_text","text":"a","annotations":[{"x":1}],"logprobs":[]},
                     {"type":"refusal","refusal":"no"}]},
         {"type":"message","id":"msg_img","status":"completed","role":"user",
          "content":[{"type":"input_image","image_url":"data:","detail":"auto"}]}]
        """;

    assertThat(all(sent)).isEqualTo(json(sent));
  }

  @Test
  void anIdThatCameTwiceIsGivenOnce() {
    JsonNode items =
        all(
            """
            [{"role":"user","id":"a","content":"1"},{"role":"user","id":"a","content":"2"},
             {"role":"user","id":"","content":"3"},{"role":"user","id":null,"content":"4"}]
            """);

    assertThat(items.valueStream().map(item -> item.get("id").stringValue()))
        .containsExactly("a", "msg_" + HEX + "_1", "msg_" + HEX + "_2", "msg_" + HEX + "_3");
  }

  @Test
  void pagesGoForwardAndBackward() {
    InputItemList first = page(new InputItemsQuery(true, 2, null));
    InputItemList second = page(new InputItemsQuery(true, 2, first.lastId()));
    InputItemList third = page(new InputItemsQuery(true, 2, second.lastId()));
    InputItemList last = page(new InputItemsQuery(false, 3, null));

    assertThat(texts(first)).containsExactly("0", "1");
    assertThat(first.firstId()).isEqualTo("msg_" + HEX + "_0");
    assertThat(first.lastId()).isEqualTo("msg_" + HEX + "_1");
    assertThat(first.hasMore()).isTrue();
    assertThat(texts(second)).containsExactly("2", "3");
    assertThat(texts(third)).containsExactly("4");
    assertThat(third.hasMore()).isFalse();
    assertThat(texts(last)).containsExactly("4", "3", "2");
    assertThat(texts(page(new InputItemsQuery(false, 3, last.lastId())))).containsExactly("1", "0");
  }

  @Test
  void afterTheLastThereIsAnEmptyPage() {
    InputItemList empty = page(new InputItemsQuery(true, 20, "msg_" + HEX + "_4"));

    assertThat(JSON.valueToTree(empty).toString())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[],\"first_id\":null,\"last_id\":null,\"has_more\":false}");
  }

  @Test
  void anItemThatIsNotThereIsNoPlaceToBegin() {
    Refused.with(
        INVALID_VALUE, "after", () -> page(new InputItemsQuery(true, 20, "msg_" + HEX + "_5")));
  }

  @Test
  void whatIsNoItemWasNeverStored() {
    assertThatThrownBy(() -> all("[\"text\"]")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theLastTwentyAreMeantUnlessSaid() {
    assertThat(InputItemsQuery.of(asking(Map.of())))
        .isEqualTo(new InputItemsQuery(false, 20, null));
    assertThat(
            InputItemsQuery.of(
                asking(
                    Map.of(
                        "order", List.of("asc"), "limit", List.of("100"), "after", List.of("x")))))
        .isEqualTo(new InputItemsQuery(true, 100, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ASC", "newest"})
  void otherOrdersAreRefused(String order) {
    Refused.with(
        INVALID_VALUE, "order", () -> InputItemsQuery.of(asking(Map.of("order", List.of(order)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "x"})
  void limitsOutsideTheirBoundsAreRefused(String limit) {
    Refused.with(
        INVALID_VALUE, "limit", () -> InputItemsQuery.of(asking(Map.of("limit", List.of(limit)))));
  }

  private static RequestHead asking(Map<String, List<String>> query) {
    return new RequestHead(ID, Instant.EPOCH, 0, Map.of(), query);
  }

  private static InputItemList page(InputItemsQuery query) {
    return InputItems.page(ID, JSON.readTree(FIVE), query);
  }

  private static List<String> texts(InputItemList page) {
    return page.data().stream().map(item -> item.at("/content/0/text").stringValue()).toList();
  }

  private static JsonNode all(String input) {
    return JSON.valueToTree(
        InputItems.page(ID, JSON.readTree(input), new InputItemsQuery(true, 100, null)).data());
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text.formatted(HEX));
  }
}
