package dev.quorate.fusion.prompt;

import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Turn;
import java.util.Collections;
import java.util.List;

/**
 * The judge's prompt: the conversation in its own roles, then one user turn with the task and the
 * answers. Each answer stands between fences that carry a mark made for this run after the answers
 * were written, so that no answer can close its fence. The rule that fenced text is data comes
 * before the answers and again after them. Labels are letters; no model or vendor is named.
 */
public final class JudgePrompt {
  /** As long as a real mark, for counting. */
  private static final String PLACEHOLDER_MARK = "0123456789abcdef";

  private static final String BLIND_NOTE = "[An image stood here; you cannot see it.]";

  private JudgePrompt() {}

  /**
   * The conversation and the judge's task at its end.
   *
   * @param answers neutral texts in the order the judge sees them, 1 to 8
   * @param mark letters and digits nobody could guess before the answers were written
   */
  public static Conversation of(
      Conversation conversation, JudgeTask task, List<String> answers, String mark) {
    return conversation.with(Turn.User.text(text(task, answers, "", mark)));
  }

  /**
   * The same for whoever writes from a comparison.
   *
   * @param analysis neutral text; empty when none was made
   */
  public static Conversation of(
      Conversation conversation, String analysis, List<String> answers, String mark) {
    return conversation.with(Turn.User.text(text(JudgeTask.WRITER, answers, analysis, mark)));
  }

  /** The turn that is added, without any answer in it: what its space must provide for. */
  public static Conversation emptyTask(JudgeTask task, int answers) {
    String placeholder = AnswerText.CUT_MARK;
    List<String> empty = Collections.nCopies(answers, placeholder);
    return new Conversation(List.of(Turn.User.text(text(task, empty, "", PLACEHOLDER_MARK))));
  }

  /** The same conversation for a judge that takes no images: each becomes a note. */
  public static Conversation withoutImages(Conversation conversation) {
    return new Conversation(conversation.turns().stream().map(JudgePrompt::withoutImages).toList());
  }

  private static Turn withoutImages(Turn turn) {
    if (!(turn instanceof Turn.User user)) {
      return turn;
    }
    return new Turn.User(
        user.parts().stream()
            .map(
                part -> part instanceof ContentPart.Image ? new ContentPart.Text(BLIND_NOTE) : part)
            .toList());
  }

  private static String text(JudgeTask task, List<String> answers, String analysis, String mark) {
    StringBuilder text = new StringBuilder(task.before(answers.size(), mark));
    if (!analysis.isEmpty()) {
      fence(text, "analysis_" + mark, analysis);
    }
    for (int index = 0; index < answers.size(); index++) {
      fence(text, "answer_" + (char) ('A' + index) + "_" + mark, answers.get(index));
    }
    return text.append(task.after(mark)).toString();
  }

  private static void fence(StringBuilder text, String fence, String inside) {
    text.append("\n<").append(fence).append(">\n");
    text.append(inside);
    text.append("\n</").append(fence).append(">\n");
  }
}
