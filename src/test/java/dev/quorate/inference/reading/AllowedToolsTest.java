package dev.quorate.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.http.Fields;
import dev.quorate.kernel.GatewayException;
import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.ToolChoice;
import dev.quorate.upstream.request.ToolOffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AllowedToolsTest {
  private static final String FLAT =
      "'tools':[{'type':'function','name':'add'},{'type':'function','name':'sub'}%s],";
  private static final String NESTED =
      "'tools':[{'type':'function','function':{'name':'add'}},"
          + "{'type':'function','function':{'name':'sub'}}],";

  private static Fields body(String members) {
    String json = "{" + members.replace('\'', '"') + "}";
    return Fields.of((ObjectNode) JsonMapper.builder().build().readTree(json), "");
  }

  private static ToolOffer flat(String choice) {
    return new ToolsReader(
            body(FLAT.formatted("") + "'tool_choice':{'type':'allowed_tools'," + choice + "}"),
            false)
        .read();
  }

  @ParameterizedTest
  @CsvSource({"auto", "required"})
  void onlyTheAllowedOnesAreOffered(String mode) {
    ToolOffer offer = flat("'mode':'" + mode + "','tools':[{'type':'function','name':'sub'}]");

    assertThat(offer.tools()).extracting(Tool::name).containsExactly("sub");
    assertThat(offer.choice())
        .isEqualTo(mode.equals("auto") ? ToolChoice.AUTO : ToolChoice.REQUIRED);
  }

  @Test
  void chatHasThemInAMemberOfTheirOwn() {
    ToolOffer offer =
        new ToolsReader(
                body(
                    NESTED
                        + "'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto',"
                        + "'tools':[{'type':'function','function':{'name':'add'}}]}}"),
                true)
            .read();

    assertThat(offer.tools()).extracting(Tool::name).containsExactly("add");
  }

  @Test
  void noneOfThemIsNoOffer() {
    assertThat(flat("'mode':'auto','tools':[]").isEmpty()).isTrue();
  }

  @Test
  void theFusionToolAloneIsForcedElsewhere() {
    Fields body =
        body(
            FLAT.formatted(",{'type':'openrouter:fusion'}")
                + "'tool_choice':{'type':'allowed_tools','mode':'required',"
                + "'tools':[{'type':'openrouter:fusion'}]}");

    assertThat(new ToolsReader(body, false).read().isEmpty()).isTrue();
    AllowedTools allowed = AllowedTools.read(body);
    assertThat(allowed).isNotNull();
    assertThat(allowed.fusion()).isTrue();
    assertThat(allowed.names()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "tools":[]                                                    | tool_choice.mode
          "mode":"none","tools":[]                                      | tool_choice.mode
          "mode":"required","tools":[]                                  | tool_choice
          "mode":"auto","tools":[{"type":"function","name":"mul"}]      | tool_choice
          "mode":"auto","tools":[{"type":"mcp"}]                        | tool_choice.tools[0].type
          "mode":"auto","tools":[{"type":"function"}]                   | tool_choice.tools[0].name
          """)
  void whatCannotBeIsRefusedByName(String choice, String param) {
    assertThatThrownBy(() -> flat(choice))
        .isInstanceOfSatisfying(
            GatewayException.class, refusal -> assertThat(refusal.param()).isEqualTo(param));
  }
}
