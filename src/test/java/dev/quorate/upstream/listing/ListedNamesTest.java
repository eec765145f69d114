package dev.quorate.upstream.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.kernel.call.Dialect;
import dev.quorate.upstream.wire.WireJson;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class ListedNamesTest {
  private static @Nullable ListedNames read(Dialect dialect, String json) {
    return ListedNames.of(dialect, WireJson.MAPPER.readTree(json.replace('\'', '"')));
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      mode = Mode.EXCLUDE,
      names = {"GEMINI"})
  void idsAreTheNames(Dialect dialect) {
    String list =
        "{'object':'list','data':[{'id':'a','object':'model'},{'id':'b/c','type':'model'}]}";

    assertThat(read(dialect, list)).isEqualTo(new ListedNames(Set.of("a", "b/c"), true));
  }

  @Test
  void googlesNamesAreWithoutTheirKind() {
    String list =
        "{'models':[{'name':'models/gemini-3.5-flash-lite','version':'3'},{'name':'tuned'}]}";

    assertThat(read(Dialect.GEMINI, list))
        .isEqualTo(new ListedNames(Set.of("gemini-3.5-flash-lite", "tuned"), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ANTHROPIC | {'data':[{'id':'a'}],'has_more':true,'last_id':'a'} | false",
        "ANTHROPIC | {'data':[{'id':'a'}],'has_more':false,'last_id':'a'} | true",
        "OPENAI    | {'data':[{'id':'a'}],'has_more':true} | false",
        "OPENAI    | {'data':[{'id':'a'}],'has_more':'no'} | true",
        "GEMINI    | {'models':[{'name':'models/a'}],'nextPageToken':'x'} | false",
        "GEMINI    | {'models':[{'name':'models/a'}],'nextPageToken':''} | true"
      })
  void aListWithFurtherPagesIsNotWhole(Dialect dialect, String list, boolean whole) {
    ListedNames listed = read(dialect, list);

    assertThat(listed).isEqualTo(new ListedNames(Set.of("a"), whole));
  }

  @Test
  void compatibleServersMayGiveABareArrayOrNoneAtAll() {
    assertThat(read(Dialect.OPENAI, "[{'id':'a'},{'id':'a'},{'id':'b'}]"))
        .isEqualTo(new ListedNames(Set.of("a", "b"), true));
    assertThat(read(Dialect.OPENAI, "{'object':'list','data':null}"))
        .isEqualTo(new ListedNames(Set.of(), true));
    assertThat(read(Dialect.OPENAI, "{'data':[]}")).isEqualTo(new ListedNames(Set.of(), true));
  }

  @Test
  void entriesWithoutANameArePassedOver() {
    assertThat(read(Dialect.OPENAI, "{'data':[{'id':'a'},{'id':7},{},null,'b',{'id':' '}]}"))
        .isEqualTo(new ListedNames(Set.of("a"), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "7",
        "'list'",
        "null",
        "{'error':{'message':'no'}}",
        "{'data':{'id':'a'}}",
        "{'data':'a'}",
        "{'data':null}",
        "{'data':[1,2]}",
        "{'models':'none'}",
        "{'models':[[]]}"
      })
  void anythingElseIsNoListInAnyDialect(String body) {
    for (Dialect dialect : Dialect.values()) {
      assertThat(read(dialect, body)).as(dialect.wire()).isNull();
    }
  }

  @Test
  void aListOfAnotherDialectIsNone() {
    assertThat(read(Dialect.GEMINI, "{'data':[{'id':'a'}]}")).isNull();
    assertThat(read(Dialect.OPENAI, "{'models':[{'name':'models/a'}]}")).isNull();
    assertThat(read(Dialect.ANTHROPIC, "[{'id':'a'}]")).isNull();
  }
}
