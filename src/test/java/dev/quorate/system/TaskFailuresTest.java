package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as the server writes them. */
class TaskFailuresTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{\"module\":\"dev.quorate.runs.RepeatedTask\",\"ibm_exceptionName\":\"x.Y\"}`, true",
        "`{\"module\":\"dev.quorate.runs.RepeatedTask\",\"message\":\"works again\"}`, false",
        "`{\"module\":\"dev.quorate.http.Failures\",\"ibm_exceptionName\":\"x.Y\"}`, false",
        "`{\"module\":\"com.ibm.ws.Any\",\"ibm_exceptionName\":\"x.Y\"}`, false",
        "`*****************`, false"
      })
  void oneIsAnExceptionThatATaskOfOursHasLogged(String line, boolean failure) {
    assertThat(TaskFailures.isOne(line)).isEqualTo(failure);
  }
}
