package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/**
 * What no request is told: after each class of system tests, exceptions that tasks of the shared
 * server's own have logged since the last look. Its database never fails, so there are none.
 */
public final class TaskFailures implements AfterAllCallback {
  private static final String OURS = "dev.quorate.";

  /** It logs what callers were told. */
  private static final String TOLD = "dev.quorate.http.Failures";

  /** How many whole lines were read. */
  private static final AtomicInteger READ = new AtomicInteger();

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (!TestWorld.isWanted()) {
      return;
    }
    Path log = TestWorld.property("quorate.system.folder").resolve("log/messages.log");
    if (Files.exists(log)) {
      String text = Files.readString(log);
      List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
      int from = READ.getAndSet(lines.size());
      assertThat(lines.stream().skip(from).filter(TaskFailures::isOne))
          .as("failures in %s", log)
          .isEmpty();
    }
  }

  static boolean isOne(String line) {
    if (!line.startsWith("{")) {
      return false;
    }
    JsonNode entry = Answer.JSON.readTree(line);
    String module = entry.path("module").asString("");
    return entry.has("ibm_exceptionName") && module.startsWith(OURS) && !module.equals(TOLD);
  }
}
