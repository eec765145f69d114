package dev.quorate.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which room may use which, as docs/architecture.md draws it. Every room may use the kernel. A
 * change here is a decision record.
 */
final class Arrows {
  private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("kernel", Set.of());
    MAY_USE.put("process", Set.of());
    MAY_USE.put("http", Set.of("process"));
    MAY_USE.put("database", Set.of());
    MAY_USE.put("tenancy", Set.of("http", "database"));
    MAY_USE.put("catalog", Set.of("tenancy", "http", "database"));
    MAY_USE.put("upstream", Set.of());
    MAY_USE.put("websearch", Set.of("upstream"));
    MAY_USE.put("fusion", Set.of("upstream", "websearch"));
    MAY_USE.put("presets", Set.of("fusion", "catalog", "tenancy", "http", "database"));
    MAY_USE.put("billing", Set.of("tenancy", "http", "database"));
    MAY_USE.put("runs", Set.of("tenancy", "http", "database"));
    MAY_USE.put("tracing", Set.of("billing"));
    MAY_USE.put("usage", Set.of("billing", "tenancy", "http", "database"));
    MAY_USE.put(
        "inference",
        Set.of(
            "http",
            "database",
            "tenancy",
            "catalog",
            "upstream",
            "websearch",
            "fusion",
            "presets",
            "billing",
            "runs"));
    MAY_USE.put("sandbox", Set.of("http"));
    MAY_USE.put("console", Set.of());
    MAY_USE.put("launcher", Set.of("process"));
  }

  private Arrows() {}

  /** Names of all rooms. */
  static Set<String> rooms() {
    return MAY_USE.keySet();
  }

  /** The rule for one room below a root package. */
  static ArchRule of(String root, String room) {
    Set<String> allowed = MAY_USE.get(room);
    String[] forbidden =
        MAY_USE.keySet().stream()
            .filter(other -> !other.equals(room) && !allowed.contains(other))
            .filter(other -> !other.equals("kernel") || room.equals("launcher"))
            .map(other -> root + "." + other + "..")
            .toArray(String[]::new);
    List<String> named = Arrays.asList(forbidden);
    return noClasses()
        .that()
        .resideInAPackage(root + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .as(room + " may use the kernel and " + allowed + " only, none of " + named)
        .allowEmptyShould(true);
  }
}
