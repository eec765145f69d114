package dev.quorate.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list on the wire: {@code {object:"list", data, has_more, next_cursor}}.
 *
 * @param nextCursor where the next page begins, null on the last
 */
@JsonPropertyOrder({"object", "data", "has_more", "next_cursor"})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Listing<T>(
    @JsonProperty("data") List<T> data,
    @JsonProperty("next_cursor")
        @Schema(description = "Where the next page begins; null on the last page", nullable = true)
        @Nullable String nextCursor) {
  public Listing {
    data = List.copyOf(data);
  }

  /**
   * Cuts rows to the page.
   *
   * @param rows what was found when asked for one row more than {@code page.limit()}
   * @param position the place of a row in the list's order
   */
  public static <R, T> Listing<T> cut(
      List<R> rows, Page page, Function<R, T> view, Function<R, String> position) {
    List<R> shown = rows.subList(0, Math.min(rows.size(), page.limit()));
    String next =
        rows.size() > shown.size() ? Page.cursorOf(position.apply(shown.getLast())) : null;
    return new Listing<>(shown.stream().map(view).toList(), next);
  }

  /** Always {@code list}. */
  @JsonProperty("object")
  @Schema(description = "Always list", examples = "list")
  public String object() {
    return "list";
  }

  @JsonProperty("has_more")
  @Schema(description = "Whether another page follows")
  public boolean hasMore() {
    return nextCursor != null;
  }
}
