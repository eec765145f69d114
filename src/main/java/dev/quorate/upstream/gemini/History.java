package dev.quorate.upstream.gemini;

import dev.quorate.upstream.gemini.GenerateRequest.Blob;
import dev.quorate.upstream.gemini.GenerateRequest.Call;
import dev.quorate.upstream.gemini.GenerateRequest.Called;
import dev.quorate.upstream.gemini.GenerateRequest.Content;
import dev.quorate.upstream.gemini.GenerateRequest.File;
import dev.quorate.upstream.gemini.GenerateRequest.Inline;
import dev.quorate.upstream.gemini.GenerateRequest.Linked;
import dev.quorate.upstream.gemini.GenerateRequest.Part;
import dev.quorate.upstream.gemini.GenerateRequest.Result;
import dev.quorate.upstream.gemini.GenerateRequest.Returned;
import dev.quorate.upstream.gemini.GenerateRequest.Text;
import dev.quorate.upstream.request.Alternation;
import dev.quorate.upstream.request.ContentPart;
import dev.quorate.upstream.request.InlinePicture;
import dev.quorate.upstream.request.Turn;
import dev.quorate.upstream.wire.ToolJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a retold conversation into contents: instructions stand apart, results name functions. */
final class History {
  /**
   * What Google documents for calls whose signature is not at hand: those of other models, and of
   * clients that do not keep it.
   *
   * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">thought signatures</a>
   */
  private static final String NO_SIGNATURE = "skip_thought_signature_validator";

  private static final Map<String, String> TYPES =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "webp", "image/webp",
          "gif", "image/gif",
          "heic", "image/heic",
          "heif", "image/heif");

  private final boolean wantsSignatures;
  private final List<Part> system = new ArrayList<>();
  private final Alternation<Part> contents = new Alternation<>(new Text("Continue."));
  private final Map<String, String> names = new HashMap<>();

  private History(boolean wantsSignatures) {
    this.wantsSignatures = wantsSignatures;
  }

  static History of(List<Turn> turns, boolean wantsSignatures) {
    History history = new History(wantsSignatures);
    turns.forEach(history::add);
    return history;
  }

  List<Part> system() {
    return List.copyOf(system);
  }

  List<Content> contents() {
    return contents.messages().stream()
        .map(message -> new Content(message.byUser() ? "user" : "model", message.parts()))
        .toList();
  }

  private void add(Turn turn) {
    switch (turn) {
      case Turn.Instructions instructions -> addText(instructions.text(), system);
      case Turn.User user -> contents.add(true, user(user));
      case Turn.Assistant assistant -> contents.add(false, assistant(assistant));
      case Turn.ToolResult result -> contents.add(true, List.of(returned(result)));
    }
  }

  private static List<Part> user(Turn.User user) {
    List<Part> parts = new ArrayList<>();
    for (ContentPart part : user.parts()) {
      switch (part) {
        case ContentPart.Text text -> addText(text.text(), parts);
        case ContentPart.Image image -> parts.add(picture(image.url()));
      }
    }
    return parts;
  }

  private static void addText(String text, List<Part> parts) {
    if (!text.isEmpty()) {
      parts.add(new Text(text));
    }
  }

  private static Part picture(String url) {
    InlinePicture inside = InlinePicture.parse(url);
    return inside == null
        ? new Linked(new File(type(url), url))
        : new Inline(new Blob(inside.mediaType(), inside.base64()));
  }

  /** By the end of the path, null when that says nothing. */
  private static @Nullable String type(String url) {
    String path = url.split("[?#]", 2)[0];
    return TYPES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /** Of calls made together, the first carries the signature. */
  private List<Part> assistant(Turn.Assistant assistant) {
    List<Part> parts = new ArrayList<>();
    addText(assistant.text(), parts);
    String signature = wantsSignatures ? NO_SIGNATURE : null;
    for (Turn.ToolCall call : assistant.toolCalls()) {
      names.put(call.id(), call.name());
      Called called = new Called(call.id(), call.name(), ToolJson.arguments(call.arguments()));
      parts.add(new Call(called, signature));
      signature = null;
    }
    return parts;
  }

  private Part returned(Turn.ToolResult result) {
    String name = names.getOrDefault(result.callId(), "");
    return new Returned(new Result(result.callId(), name, ToolJson.result(result.text())));
  }
}
