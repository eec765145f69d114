package dev.quorate.inference.reading;

import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Members that would change the answer if they were ignored, so they are refused: tools beside
 * fusion, several choices, a conversation kept elsewhere. And those that only go together.
 */
public final class Unserved {
  private static final int MAX_CHOICES = 128;
  private static final int MAX_WORD = 64;

  private final Fields body;
  private final ErrorCode code;

  /**
   * @param fusion whether the request asks for fusion, which combines with none of them
   */
  public Unserved(Fields body, boolean fusion) {
    this.body = body;
    this.code = fusion ? ErrorCode.NOT_WITH_FUSION : ErrorCode.UNSUPPORTED_PARAMETER;
  }

  /** Whether the reply is wanted as a stream; its options mean nothing without it. */
  public boolean stream() {
    boolean stream = Boolean.TRUE.equals(body.bool("stream"));
    if (!stream && body.object("stream_options") != null) {
      throw body.refusal("stream_options", "is only allowed together with 'stream': true");
    }
    return stream;
  }

  /** Chat's wish for a last chunk with the usage. */
  public boolean includeUsage() {
    Fields options = body.object("stream_options");
    return options != null && Boolean.TRUE.equals(options.bool("include_usage"));
  }

  /** Tools beside fusion; an empty list asks for none. */
  public void refuseTools() {
    refuseList("tools");
    refuseChoice("tool_choice");
  }

  /** Tools in the words of years ago. */
  public void refuseLegacyTools() {
    refuseList("functions");
    refuseChoice("function_call");
  }

  /** One choice is what there is. */
  public void refuseChoices() {
    Integer choices = body.integer("n", 1, MAX_CHOICES);
    if (choices != null && choices > 1) {
      throw code == ErrorCode.NOT_WITH_FUSION
          ? refused("n", "More than one choice")
          : unsupported("n", "'n' must be 1: ask once for each answer that is wanted.");
    }
  }

  /** Refuses a flag that is set. */
  public void refuseFlag(String name) {
    if (Boolean.TRUE.equals(body.bool(name))) {
      throw unsupported(name, "'" + name + "' is not served.");
    }
  }

  /** Refuses a member that is there at all. */
  public void refusePresent(String name) {
    if (body.raw(name) != null) {
      throw unsupported(name, "'" + name + "' is not served.");
    }
  }

  private void refuseList(String name) {
    JsonNode list = body.raw(name);
    if (list == null) {
      return;
    }
    if (!list.isArray()) {
      throw body.refusal(name, "must be an array");
    }
    if (!list.isEmpty()) {
      throw refused(name, "'" + name + "'");
    }
  }

  private void refuseChoice(String name) {
    JsonNode choice = body.raw(name);
    if (choice == null) {
      return;
    }
    if (choice.isObject()) {
      throw refused(name, "'" + name + "'");
    }
    @Nullable String word = body.text(name, MAX_WORD);
    switch (word) {
      case null -> {}
      case "none", "auto" -> {}
      case "required" -> throw refused(name, "'" + name + "': 'required'");
      default -> throw body.refusal(name, "must be 'none', 'auto', 'required' or an object");
    }
  }

  private GatewayException refused(String name, String subject) {
    return code == ErrorCode.NOT_WITH_FUSION
        ? code.because(body.path(name), subject + " cannot be combined with fusion.")
        : unsupported(name, subject + " is not served.");
  }

  private GatewayException unsupported(String name, String message) {
    return ErrorCode.UNSUPPORTED_PARAMETER.because(body.path(name), message);
  }
}
