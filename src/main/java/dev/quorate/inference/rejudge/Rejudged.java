package dev.quorate.inference.rejudge;

import dev.quorate.fusion.plan.KeptAnswer;
import dev.quorate.kernel.ProjectId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run whose panel is judged again.
 *
 * @param run it
 * @param answers one for each seat, at least one of them usable
 * @param project whom it was billed to
 * @param tags what it was billed with
 */
public record Rejudged(
    RequestId run, List<KeptAnswer> answers, @Nullable ProjectId project, List<Tag> tags) {
  public Rejudged {
    answers = List.copyOf(answers);
    tags = List.copyOf(tags);
  }
}
