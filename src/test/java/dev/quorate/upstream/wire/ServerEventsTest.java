package dev.quorate.upstream.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerEventsTest {
  private static final int MEBIBYTE = 1024 * 1024;

  @Test
  void anEventHasANameAndItsData() throws IOException {
    assertThat(read("event: ping\ndata: {}\n\ndata: two\n\n"))
        .containsExactly(new ServerEvent("ping", "{}"), new ServerEvent("", "two"));
  }

  @Test
  void linesOfDataAreJoined() throws IOException {
    assertThat(read("data: one\ndata:two\ndata:  three\ndata\n\n"))
        .containsExactly(new ServerEvent("", "one\ntwo\n three\n"));
  }

  @Test
  void commentsAndOtherFieldsArePassedOver() throws IOException {
    assertThat(read(": keep-alive\n\nid: 7\nretry: 10\n: x\nstrange\ndata: one\n\n"))
        .containsExactly(new ServerEvent("", "one"));
  }

  @Test
  void anEventWithoutDataIsNoneAndItsNameIsForgotten() throws IOException {
    assertThat(read("event: lost\n\ndata: one\n\n")).containsExactly(new ServerEvent("", "one"));
  }

  @Test
  void theLastNameOfAnEventCounts() throws IOException {
    assertThat(read("event: a\nevent: b\ndata: one\n\n"))
        .containsExactly(new ServerEvent("b", "one"));
  }

  @Test
  void anEventThatTheEndCutShortIsNone() throws IOException {
    assertThat(read("data: one\n\ndata: two\n")).containsExactly(new ServerEvent("", "one"));
    assertThat(read("data: one\n\ndata: tw")).containsExactly(new ServerEvent("", "one"));
    assertThat(read("")).isEmpty();
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheFirstField() throws IOException {
    assertThat(read("\uFEFFdata: one\n\ndata: \uFEFFtwo\n\n"))
        .containsExactly(new ServerEvent("", "one"), new ServerEvent("", "\uFEFFtwo"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void everyLineEndEndsALine(String end) throws IOException {
    String body = "event: a\ndata: one\ndata: two\n\ndata: three\n\n".replace("\n", end);

    assertThat(read(body))
        .containsExactly(new ServerEvent("a", "one\ntwo"), new ServerEvent("", "three"));
  }

  @Test
  void lineEndsMayBeMixed() throws IOException {
    assertThat(read("data: one\r\ndata: two\r\rdata: three\n\r\n"))
        .containsExactly(new ServerEvent("", "one\ntwo"), new ServerEvent("", "three"));
  }

  @Test
  void whereTheBytesAreSplitDoesNotMatter() throws IOException {
    String body =
        "\uFEFF: hello\r\nevent: größe\r\ndata: 🗼 eins\r\ndata: zwei\r\n\r\n"
            + "data: three\r\rdata: vier\n\n: bye\n\n";
    byte[] bytes = body.getBytes(UTF_8);
    List<ServerEvent> expected =
        List.of(
            new ServerEvent("größe", "🗼 eins\nzwei"),
            new ServerEvent("", "three"),
            new ServerEvent("", "vier"));

    for (int first = 0; first <= bytes.length; first++) {
      assertThat(read(Recordings.inTwo(bytes, first))).isEqualTo(expected);
    }
    assertThat(read(oneByOne(bytes))).isEqualTo(expected);
  }

  @Test
  void whatCameBeforeTheEndIsReadWhereverThatIs() throws IOException {
    byte[] bytes = "data: one\r\n\r\ndata: two\r\n\r\n".getBytes(UTF_8);
    int firstIsWhole = "data: one\r\n\r".length();
    int bothAreWhole = "data: one\r\n\r\ndata: two\r\n\r".length();

    for (int first = 0; first <= bytes.length; first++) {
      int whole = first < firstIsWhole ? 0 : first < bothAreWhole ? 1 : 2;
      assertThat(read(Recordings.endingAfter(bytes, first))).hasSize(whole);
    }
  }

  @Test
  void aResetIsNoEnd() {
    byte[] bytes = "data: one\n\ndata: two\n\n".getBytes(UTF_8);

    assertThatIOException().isThrownBy(() -> read(Recordings.resetAfter(bytes, 15)));
  }

  @Test
  void anEventOfAMebibyteIsTakenAndOneByteMoreIsNot() throws IOException {
    String longest = "x".repeat(MEBIBYTE - "data: ".length());

    assertThat(read("data: " + longest + "\n\n").getFirst().data()).hasSize(longest.length());
    assertTooLarge("data: " + longest + "x\n\n");
  }

  @Test
  void allLinesOfAnEventCountTogether() {
    String half = "data: " + "x".repeat(MEBIBYTE / 2) + "\n";

    assertTooLarge(half + half + "\n");
  }

  @Test
  void eventsAreCountedEachForItself() throws IOException {
    String much = "data: " + "x".repeat(MEBIBYTE / 2) + "\n\n";

    assertThat(read(much + much + ": c\n\n" + much)).hasSize(3);
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };

    assertThatExceptionOfType(ServerEvents.TooLarge.class).isThrownBy(() -> read(endless));
  }

  @Test
  void everyArrivalOfBytesIsHeard() throws IOException {
    AtomicInteger heard = new AtomicInteger();
    byte[] bytes = ": nothing but comments\n\n".getBytes(UTF_8);
    ServerEvents events =
        new ServerEvents(Recordings.inTwo(bytes, 5), heard::incrementAndGet, MEBIBYTE);

    assertThat(events.next()).isNull();
    assertThat(heard).hasValue(2);
  }

  private static void assertTooLarge(String body) {
    assertThatExceptionOfType(ServerEvents.TooLarge.class).isThrownBy(() -> read(body));
  }

  private static List<ServerEvent> read(String body) throws IOException {
    return read(new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  private static List<ServerEvent> read(InputStream body) throws IOException {
    ServerEvents events = new ServerEvents(body, () -> {}, MEBIBYTE);
    List<ServerEvent> all = new ArrayList<>();
    for (ServerEvent event = events.next(); event != null; event = events.next()) {
      all.add(event);
    }
    return all;
  }

  private static InputStream oneByOne(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(1, length));
      }
    };
  }
}
