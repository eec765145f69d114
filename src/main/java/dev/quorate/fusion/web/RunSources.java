package dev.quorate.fusion.web;

import dev.quorate.websearch.WebSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pages that a run's members were shown, each address once. Thread-safe. */
public final class RunSources {
  private static final int JUDGE = Integer.MAX_VALUE;

  private final Map<Integer, List<WebSource>> bySeat = new TreeMap<>();

  /**
   * @param seat the panelist's, null for the judge
   */
  synchronized void add(@Nullable Integer seat, List<WebSource> shown) {
    bySeat.computeIfAbsent(seat == null ? JUDGE : seat, any -> new ArrayList<>()).addAll(shown);
  }

  /** In the order of the seats, the judge's last; a source without a title takes a later one's. */
  public synchronized List<WebSource> all() {
    Map<String, WebSource> byUrl = new LinkedHashMap<>();
    for (List<WebSource> shown : bySeat.values()) {
      for (WebSource source : shown) {
        byUrl.merge(source.url(), source, (one, other) -> one.title().isEmpty() ? other : one);
      }
    }
    return List.copyOf(byUrl.values());
  }
}
