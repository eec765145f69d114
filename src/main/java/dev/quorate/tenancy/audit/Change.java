package dev.quorate.tenancy.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was changed. Values are what JSON can say; secrets are not among them.
 *
 * @param action subject and verb, {@code key.create}
 * @param targetType {@code key}
 * @param differences the fields that are no longer what they were
 */
public record Change(
    String action, String targetType, String targetId, Map<String, Difference> differences) {
  private static final Set<String> NEVER_TOLD = Set.of("key", "api_key", "secret", "hash");

  public Change {
    differences = Map.copyOf(differences);
  }

  /** A field's value before and after; null where there was none. */
  public record Difference(@Nullable Object from, @Nullable Object to) {}

  /**
   * The difference between two states of a target, each field by its wire name.
   *
   * @param before empty for what was created
   * @param after empty for what was deleted
   */
  public static Change between(
      String action,
      String targetType,
      String targetId,
      Map<String, ? extends @Nullable Object> before,
      Map<String, ? extends @Nullable Object> after) {
    Map<String, Difference> differences = new LinkedHashMap<>();
    before.forEach((field, from) -> note(differences, field, from, after.get(field)));
    after.forEach((field, to) -> note(differences, field, before.get(field), to));
    return new Change(action, targetType, targetId, differences);
  }

  private static void note(
      Map<String, Difference> differences,
      String field,
      @Nullable Object from,
      @Nullable Object to) {
    if (!Objects.equals(from, to) && !NEVER_TOLD.contains(field)) {
      differences.put(field, new Difference(from, to));
    }
  }

  public static Change created(
      String action,
      String targetType,
      String targetId,
      Map<String, ? extends @Nullable Object> after) {
    return between(action, targetType, targetId, Map.of(), after);
  }

  public static Change deleted(
      String action,
      String targetType,
      String targetId,
      Map<String, ? extends @Nullable Object> before) {
    return between(action, targetType, targetId, before, Map.of());
  }
}
