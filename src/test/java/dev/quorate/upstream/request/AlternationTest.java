package dev.quorate.upstream.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.upstream.request.Alternation.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlternationTest {
  private final Alternation<String> talk = new Alternation<>("go on");

  @Test
  void whatOneSaysInSeveralTurnsIsOneMessage() {
    talk.add(true, List.of("a"));
    talk.add(true, List.of("b", "c"));
    talk.add(false, List.of("d"));
    talk.add(false, List.of());
    talk.add(true, List.of("e"));

    assertThat(talk.messages())
        .containsExactly(
            new Message<>(true, List.of("a", "b", "c")),
            new Message<>(false, List.of("d")),
            new Message<>(true, List.of("e")));
  }

  @Test
  void theUserSpeaksFirstAndLast() {
    talk.add(false, List.of("hello"));

    assertThat(talk.messages())
        .containsExactly(
            new Message<>(true, List.of("go on")),
            new Message<>(false, List.of("hello")),
            new Message<>(true, List.of("go on")));
  }

  @Test
  void aTalkOfNobodyIsARequestToGoOn() {
    assertThat(talk.messages()).containsExactly(new Message<>(true, List.of("go on")));
  }
}
