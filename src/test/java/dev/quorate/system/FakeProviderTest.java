package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.system.ReceivedCall.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FakeProviderTest {
  private FakeProvider provider;

  @BeforeEach
  void start() throws IOException {
    provider = FakeProvider.start();
  }

  @AfterEach
  void stop() throws IOException {
    provider.close();
  }

  @Test
  void answersAndRemembersWhatItWasAsked() throws Exception {
    provider.script("acme/one", FakeAnswer.text("a \"quoted\" answer").usage(12, 4, 7, 2));

    HttpResponse<String> reply = ask("acme/one");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).contains("a \\\"quoted\\\" answer").contains("\"cached_tokens\":4");
    ReceivedCall call = provider.awaitEnded("acme/one", 1).getFirst();
    assertThat(call.ending()).isEqualTo(Ending.ANSWERED);
    assertThat(call.body().path("temperature").decimalValue()).isEqualTo("0.10");
    assertThat(call.usage().path("prompt_tokens").asInt()).isEqualTo(12);
    assertThat(call.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void answersGoInTurnAndTheLastOneStays() throws Exception {
    provider.script("acme/flaky", FakeAnswer.error(503), FakeAnswer.text("fine"));

    assertThat(ask("acme/flaky").statusCode()).isEqualTo(503);
    assertThat(ask("acme/flaky").statusCode()).isEqualTo(200);
    assertThat(ask("acme/flaky").statusCode()).isEqualTo(200);
  }

  @Test
  void aModelWithoutScriptIsNotFound() throws Exception {
    assertThat(ask("acme/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void aClientThatLeavesIsNoticedAtOnce() throws Exception {
    provider.script("acme/slow", FakeAnswer.text("late").after(Duration.ofMinutes(1)));
    Socket socket = send("acme/slow");
    provider.log().awaitArrived("acme/slow", 1);

    socket.close();

    ReceivedCall call = provider.awaitEnded("acme/slow", 1).getFirst();
    assertThat(call.ending()).isEqualTo(Ending.ABORTED_BY_CLIENT);
    assertThat(call.lasted()).isLessThan(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeFault.class,
      names = {"NONE", "SILENCE", "SILENCE_AFTER_HEADERS", "DRIP", "HALF_CLOSE"},
      mode = EnumSource.Mode.EXCLUDE)
  void aFaultIsNoWholeAnswer(FakeFault fault) {
    String model = "acme/" + fault.name().toLowerCase(Locale.ROOT);
    provider.script(model, FakeAnswer.broken(fault));

    assertThatThrownBy(
            () -> {
              try (Socket socket = send(model)) {
                readAnswer(socket.getInputStream());
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void carriesFifteenHundredConnectionsAtOnce() throws Exception {
    provider.script("acme/held", FakeAnswer.text("held").afterMillis(1500));
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      sockets.add(send("acme/held"));
    }

    for (Socket socket : sockets) {
      assertThat(readAnswer(socket.getInputStream())).contains("held");
      socket.close();
    }

    assertThat(provider.mostConnections()).isEqualTo(1500);
  }

  private HttpResponse<String> ask(String model) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(provider.baseUrl() + "/chat/completions"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body(model)))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private Socket send(String model) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), provider.port());
    String body = body(model);
    String request =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(body.length(), body);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  /** The whole answer; an exception where it is cut, endless or no HTTP. */
  private static String readAnswer(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(18);
    String start = new String(bytes, StandardCharsets.ISO_8859_1);
    StringBuilder head = new StringBuilder(start);
    if (!start.startsWith("HTTP/1.1 200 ")) {
      throw new IOException("not HTTP: " + start);
    }
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0 || head.length() > 100_000) {
        throw new IOException("headers without an end");
      }
      head.append((char) next);
    }
    int length = head.indexOf("Content-Length: ");
    if (length < 0) {
      byte[] chunks = in.readNBytes(1_000_000);
      throw new IOException("no length; read " + chunks.length);
    }
    int wanted = Integer.parseInt(head.substring(length + 16, head.indexOf("\r\n", length)));
    byte[] body = in.readNBytes(wanted);
    if (body.length < wanted) {
      throw new IOException("cut");
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String body(String model) {
    return "{\"temperature\":0.10,\"model\":\"" + model + "\",\"messages\":[]}";
  }
}
