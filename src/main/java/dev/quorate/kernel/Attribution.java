package dev.quorate.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request's calls are billed to: a snapshot taken once at the door and copied to every line.
 *
 * @param project the key's locked project or the one the request named; null when neither did
 * @param tags unique keys, in the order the caller gave them, at most {@link Tag#MAX_PER_REQUEST}
 * @param test made with a {@code qrt_test_} key: amounts are zero and left out of usage reports
 */
public record Attribution(
    WorkspaceId workspace,
    ApiKeyId key,
    @Nullable ProjectId project,
    List<Tag> tags,
    boolean test) {
  public Attribution {
    tags = List.copyOf(tags);
  }
}
