package dev.quorate.runs;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.RequestId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stored input as a list of items, each with what Open Responses asks of one: type, id, status,
 * and content in parts. An item keeps the id it was sent with; one without gets an id that follows
 * from the response and the place, so that it is the same every time.
 */
public final class InputItems {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private InputItems() {}

  /**
   * A page of the input.
   *
   * @param input a string or an array of items, as it was stored
   * @throws dev.quorate.kernel.GatewayException INVALID_VALUE when {@code after} is none of them
   */
  public static InputItemList page(RequestId response, JsonNode input, InputItemsQuery query) {
    List<ObjectNode> items = all(response, input);
    List<ObjectNode> ordered = query.ascending() ? items : items.reversed();
    int from = query.after() == null ? 0 : place(ordered, query.after()) + 1;
    int to = Math.min(ordered.size(), from + query.limit());
    List<ObjectNode> page = ordered.subList(from, to);
    return new InputItemList(
        page,
        page.isEmpty() ? null : idOf(page.getFirst()),
        page.isEmpty() ? null : idOf(page.getLast()),
        to < ordered.size());
  }

  private static int place(List<ObjectNode> items, String id) {
    for (int at = 0; at < items.size(); at++) {
      if (id.equals(idOf(items.get(at)))) {
        return at;
      }
    }
    throw ErrorCode.INVALID_VALUE.because(
        "after", "'after' must be the id of an item of this list.");
  }

  /** All items in the order they were sent. */
  public static List<ObjectNode> all(RequestId response, JsonNode input) {
    List<ObjectNode> items = new ArrayList<>();
    if (input.isString()) {
      ObjectNode said = JSON.objectNode().put("role", "user").put("content", input.stringValue());
      items.add(item(response, 0, said, Set.of()));
      return items;
    }
    Set<String> taken = new HashSet<>();
    for (JsonNode given : input) {
      if (!(given instanceof ObjectNode object)) {
        throw new IllegalStateException("a stored input has something else than an item");
      }
      ObjectNode item = item(response, items.size(), object, taken);
      taken.add(idOf(item));
      items.add(item);
    }
    return items;
  }

  private static ObjectNode item(
      RequestId response, int place, ObjectNode given, Set<String> taken) {
    String type = text(given, "type");
    if (type == null) {
      type = given.has("role") ? "message" : "item_reference";
    }
    String id = text(given, "id");
    if (id == null || taken.contains(id)) {
      id = prefix(type) + response.hex() + "_" + place;
    }
    ObjectNode item = JSON.objectNode().put("type", type).put("id", id);
    if (hasStatus(type)) {
      String status = text(given, "status");
      item.put("status", status == null ? "completed" : status);
    }
    given.properties().stream()
        .filter(field -> !item.has(field.getKey()))
        .forEach(field -> item.set(field.getKey(), field.getValue()));
    if (type.equals("message")) {
      item.set("content", content(given));
    }
    return item;
  }

  private static String prefix(String type) {
    return switch (type) {
      case "message" -> "msg_";
      case "function_call" -> "fc_";
      case "function_call_output" -> "fco_";
      case "reasoning" -> "rs_";
      default -> "item_";
    };
  }

  private static boolean hasStatus(String type) {
    return switch (type) {
      case "message", "function_call", "function_call_output" -> true;
      default -> false;
    };
  }

  /** Content in parts, also where it was sent as one text. */
  private static ArrayNode content(ObjectNode message) {
    boolean spoken = "assistant".equals(text(message, "role"));
    ArrayNode parts = JSON.arrayNode();
    JsonNode given = message.path("content");
    if (given.isString()) {
      String type = spoken ? "output_text" : "input_text";
      parts.add(part(JSON.objectNode().put("type", type).put("text", given.stringValue())));
    } else {
      given.forEach(part -> parts.add(part instanceof ObjectNode object ? part(object) : part));
    }
    return parts;
  }

  /** Generated text has two lists beside it, which clients leave out when they send it back. */
  private static ObjectNode part(ObjectNode given) {
    ObjectNode part = given.deepCopy();
    if ("output_text".equals(text(given, "type"))) {
      for (String list : List.of("annotations", "logprobs")) {
        if (!part.path(list).isArray()) {
          part.set(list, JSON.arrayNode());
        }
      }
    }
    return part;
  }

  private static String idOf(ObjectNode item) {
    return item.path("id").stringValue();
  }

  /** Null also for what is empty or no text. */
  private static @Nullable String text(ObjectNode object, String name) {
    JsonNode value = object.get(name);
    return value == null || !value.isString() || value.stringValue().isEmpty()
        ? null
        : value.stringValue();
  }
}
