package dev.quorate.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  private static String row(Object... cells) {
    String text = new String(new Csv("h").row(cells).bytes(), StandardCharsets.UTF_8);
    assertThat(text).startsWith("h\r\n").endsWith("\r\n");
    return text.substring(3, text.length() - 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\u0000x", "\u0085x"})
  void cellThatCouldBeAFormulaIsNeutralised(String cell) {
    assertThat(row(cell).replace("\"", "")).startsWith("'" + cell.charAt(0));
  }

  @Test
  void numbersStayAsTheyAre() {
    assertThat(row(new BigDecimal("0.0000000001"), 7L, null, true, new BigDecimal("-1E+2")))
        .isEqualTo("0.0000000001,7,,true,-100");
  }

  @Test
  void commasQuotesAndLineEndsAreQuoted() {
    assertThat(row("a,b", "say \"hi\"", "one\ntwo", "plain", ""))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"one\ntwo\",plain,");
    assertThat(row("=cmd|'/c calc'!A1,x")).isEqualTo("\"'=cmd|'/c calc'!A1,x\"");
  }
}
