package dev.quorate.fusion.prompt;

import dev.quorate.upstream.TokenCounter;
import java.util.regex.Pattern;

/**
 * Makes an answer fit to be shown as data: no fence of ours and no role mark of a model's chat
 * format survives in it. What is taken out stays readable: brackets become similar-looking ones
 * ({@code ‹|im_start|›}), the colon of {@code system:} becomes a wide one.
 */
public final class AnswerText {
  static final String CUT_MARK = "\n[cut here: the rest of this answer did not fit]";

  /** What stands where an answer wrote this run's mark. */
  private static final String MARK_SHOWN = "[mark]";

  /** More characters than this per token no text has that means anything. */
  private static final int MOST_CHARS_PER_TOKEN = 32;

  /** A whole block of reasoning that a server left in front of the visible text. */
  private static final Pattern LEADING_REASONING =
      Pattern.compile("\\A\\s*<think(?:ing)?>.*?</think(?:ing)?>\\s*(?=\\S)", Pattern.DOTALL);

  private static final Pattern FENCE =
      Pattern.compile(
          "[<＜](\\s{0,8}/?\\s{0,8}(?:answer|analysis|web_result))", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPECIAL_TOKEN =
      Pattern.compile("[<＜]([|｜][\\p{L}\\p{N}_▁.:/-]{1,64}[|｜])[>＞]");
  private static final Pattern SENTENCE_TOKEN =
      Pattern.compile(
          "<(/?(?:s|bos|eos|pad|unk|im_start|im_end|endoftext|start_of_turn|end_of_turn))>");
  private static final Pattern ROLE_TAG =
      Pattern.compile(
          "<(\\s?/?\\s?(?:system|developer|assistant|user|human|instructions?)\\s?)>",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LLAMA_SYSTEM =
      Pattern.compile("<<(/?SYS)>>", Pattern.CASE_INSENSITIVE);
  private static final Pattern BRACKET_TOKEN =
      Pattern.compile(
          "\\[(/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS))\\]",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ROLE_AT_LINE_START =
      Pattern.compile(
          "^([ \\t>#*_`~|-]{0,16}(?:system|developer|assistant|user|human|tool|instructions?)"
              + "[ \\t*_`]{0,8}):",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private AnswerText() {}

  /**
   * The answer as the judge may see it.
   *
   * @param mark this run's fence mark, letters and digits
   */
  public static String neutral(String answer, String mark) {
    String text = VisibleText.of(LEADING_REASONING.matcher(answer).replaceFirst(""));
    text =
        Pattern.compile(mark, Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
            .matcher(text)
            .replaceAll(MARK_SHOWN);
    text = FENCE.matcher(text).replaceAll("‹$1");
    text = SPECIAL_TOKEN.matcher(text).replaceAll("‹$1›");
    text = SENTENCE_TOKEN.matcher(text).replaceAll("‹$1›");
    text = ROLE_TAG.matcher(text).replaceAll("‹$1›");
    text = LLAMA_SYSTEM.matcher(text).replaceAll("‹‹$1››");
    text = BRACKET_TOKEN.matcher(text).replaceAll("⟦$1⟧");
    return ROLE_AT_LINE_START.matcher(text).replaceAll("$1：");
  }

  /**
   * The text, or its beginning and a visible mark where it has more tokens than allowed. The mark's
   * own tokens are the prompt's to provide for.
   */
  public static String cut(String text, long tokens, TokenCounter counter) {
    return cut(text, tokens, counter, CUT_MARK);
  }

  /**
   * @param cutMark said where the text was cut
   */
  static String cut(String text, long tokens, TokenCounter counter, String cutMark) {
    if (text.length() * 3L <= tokens) {
      return text; // A token is at least a byte, a char at most three.
    }
    String kept = beginning(text, Math.min(text.length(), tokens * MOST_CHARS_PER_TOKEN));
    long count = counter.count(kept);
    while (count > tokens) {
      kept = beginning(kept, kept.length() * tokens / count * 19 / 20);
      count = counter.count(kept);
    }
    return kept.length() == text.length() ? text : kept + cutMark;
  }

  private static String beginning(String text, long length) {
    int end = (int) length;
    boolean splitsPair =
        end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splitsPair ? end - 1 : end);
  }
}
