package dev.quorate.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call as the provider saw it. */
public final class ReceivedCall {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** How a call ended, seen from the provider. */
  public enum Ending {
    RUNNING,
    /** The whole scripted answer was written. */
    ANSWERED,
    /** The client closed its connection before the answer was written. */
    ABORTED_BY_CLIENT,
    /** The provider itself broke off, as scripted. */
    BROKEN_OFF
  }

  private final String path;
  private final Asked asked;
  private final Map<String, String> headers;
  private final byte[] raw;
  private final Instant arrivedAt = Instant.now();
  private final long arrivedNanos = System.nanoTime();
  private final CallLog log;
  private volatile Ending ending = Ending.RUNNING;
  private volatile long endedNanos;
  private volatile int status;
  private volatile @Nullable String usage;

  /** What of a request decides how it is answered. */
  record Asked(String model, boolean stream) {}

  ReceivedCall(String path, Asked asked, Map<String, String> headers, byte[] raw, CallLog log) {
    this.path = path;
    this.asked = asked;
    this.headers = Map.copyOf(headers);
    this.raw = raw;
    this.log = log;
  }

  void reporting(int statusWritten, @Nullable String usageReported) {
    this.status = statusWritten;
    this.usage = usageReported;
  }

  void ended(Ending how) {
    if (ending == Ending.RUNNING) {
      endedNanos = System.nanoTime();
      ending = how;
      log.ended();
    }
  }

  public String path() {
    return path;
  }

  public String model() {
    return asked.model();
  }

  /** Whether its body says {@code "stream":true}. */
  public boolean wantsStream() {
    return asked.stream();
  }

  /** Header of the request, by lower-case name. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The body as it came. */
  public String text() {
    return new String(raw, StandardCharsets.UTF_8);
  }

  /** The body, numbers exact. */
  public JsonNode body() {
    return JSON.readTree(raw);
  }

  public Instant arrivedAt() {
    return arrivedAt;
  }

  /** {@link System#nanoTime} of the arrival. */
  public long arrivedNanos() {
    return arrivedNanos;
  }

  public boolean isRunning() {
    return ending == Ending.RUNNING;
  }

  public Ending ending() {
    return ending;
  }

  /** {@link System#nanoTime} of the ending: where the client left, of noticing it. */
  public long endedNanos() {
    return endedNanos;
  }

  /** From arrival to ending. */
  public Duration lasted() {
    return Duration.ofNanos(endedNanos - arrivedNanos);
  }

  /** HTTP status written, 0 when none was. */
  public int status() {
    return status;
  }

  /** The {@code usage} object reported, null when there was none. */
  public @Nullable JsonNode usage() {
    String reported = usage;
    return reported == null ? null : JSON.readTree(reported);
  }

  @Override
  public String toString() {
    return "ReceivedCall[" + model() + ", " + ending + ", status " + status + "]";
  }
}
