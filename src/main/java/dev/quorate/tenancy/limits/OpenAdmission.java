package dev.quorate.tenancy.limits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request that was counted against limits. */
final class OpenAdmission implements Admission {
  private final List<Standing> standings;
  private final Consumer<@Nullable Long> end;
  private final AtomicReference<@Nullable Long> used = new AtomicReference<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param end told what was used, or null
   */
  OpenAdmission(List<Standing> standings, Consumer<@Nullable Long> end) {
    this.standings = List.copyOf(standings);
    this.end = end;
  }

  @Override
  public Map<String, String> headers() {
    Map<String, Standing> tightest = new LinkedHashMap<>();
    for (Standing standing : standings) {
      tightest.merge(
          standing.resource(),
          standing,
          (one, other) -> other.remaining() < one.remaining() ? other : one);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    tightest.forEach((resource, standing) -> {
      headers.put("x-ratelimit-limit-" + resource, Long.toString(standing.limit()));
      headers.put("x-ratelimit-remaining-" + resource, Long.toString(standing.remaining()));
      headers.put(
          "x-ratelimit-reset-" + resource, (standing.untilFull().toMillis() + 999) / 1000 + "s");
    });
    return headers;
  }

  @Override
  public void settle(long tokens) {
    used.set(Math.max(0, tokens));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      end.accept(used.get());
    }
  }
}
