package dev.quorate.upstream.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.wire.WireJson;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputSchemaTest {
  @Test
  void objectsAreClosed() {
    assertThat(said("{'type':'object','properties':{'a':{'type':'object'}},'required':['a']}"))
        .isEqualTo(
            json(
                "{'type':'object','properties':{'a':{'type':'object','additionalProperties':false}}"
                    + ",'required':['a'],'additionalProperties':false}"));
  }

  @Test
  void constraintsThatAreNotTakenAreToldInTheDescription() {
    assertThat(
            said(
                "{'type':'object','properties':{'n':{'type':'integer','minimum':1,'maximum':9,"
                    + "'description':'How many.'},'s':{'type':'string','pattern':'^a'}}}"))
        .contains("\"description\":\"How many.\\n\\n{minimum: 1, maximum: 9}\"")
        .contains("\"description\":\"{pattern: \\\"^a\\\"}\"")
        .doesNotContain("\"minimum\"");
  }

  @Test
  void whatIsTakenStays() {
    String taken =
        "{'type':'object','properties':{'d':{'type':'string','format':'date','enum':['x']},"
            + "'l':{'type':'array','items':{'$ref':'#/$defs/e'},'minItems':1}},"
            + "'$defs':{'e':{'type':'number','title':'E','const':1}},'required':['d','l'],"
            + "'additionalProperties':false}";

    assertThat(said(taken)).isEqualTo(json(taken));
  }

  @Test
  void oneOfIsAnyOf() {
    assertThat(said("{'type':'object','properties':{'a':{'oneOf':[{'type':'string'}]}}}"))
        .contains("\"anyOf\":[{\"type\":\"string\"}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "true",
        "{'type':'array','items':{'type':'string'}}",
        "{'anyOf':[{'type':'object'}]}",
        "{'type':'object','additionalProperties':{'type':'string'}}",
        "{'type':'object','patternProperties':{'^a':{'type':'string'}}}",
        "{'type':'object','properties':{'a':{'not':{'type':'string'}}}}",
        "{'type':'object','properties':{'a':true}}",
        "{'type':'object','properties':{'a':{'$ref':'#/$defs/missing'}}}",
        "{'type':'object','properties':{'a':{'$ref':'https://example.org/s.json'}}}",
        "{'type':'object','properties':{'a':{'$ref':'#/$defs/n'}},'$defs':{'n':{'type':'object',"
            + "'properties':{'next':{'$ref':'#/$defs/n'}}}}}",
        "{'type':'object','properties':{'a':{'$ref':'#'}}}"
      })
  void whatCannotBeSaidIsAnInstructionInstead(String schema) {
    assertThat(OutputSchema.of(WireJson.MAPPER.readTree(schema.replace('\'', '"')))).isNull();
  }

  @Test
  void tooManyOptionalFieldsAreTooComplex() {
    String fields =
        IntStream.range(0, 25)
            .mapToObj(i -> "'f" + i + "':{'type':'string'}")
            .collect(Collectors.joining(","));
    String schema = "{'type':'object','properties':{" + fields + "}}";

    assertThat(OutputSchema.of(WireJson.MAPPER.readTree(schema.replace('\'', '"')))).isNull();
  }

  private static String said(String schema) {
    return String.valueOf(OutputSchema.of(WireJson.MAPPER.readTree(schema.replace('\'', '"'))));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
