package dev.quorate.inference.state;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import dev.quorate.runs.Chain;
import dev.quorate.runs.InputItems;
import dev.quorate.runs.StoredResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Items that a request only names, {@code {"type":"item_reference","id":"msg_…"}}: the item's id
 * tells the kept response it stands in, and the item takes the reference's place.
 */
final class ItemReferences {
  private static final String REFERENCE = "item_reference";
  private static final Pattern ID = Pattern.compile("([a-z]{1,8})_([0-9a-f]{32})(_[0-9]{1,6})?");
  private static final int MAX_RESPONSES = 500;

  private final Function<RequestId, @Nullable StoredResponse> kept;
  private final JsonMapper mapper;

  /**
   * @param kept the responses this caller may see
   */
  ItemReferences(Function<RequestId, @Nullable StoredResponse> kept, JsonMapper mapper) {
    this.kept = kept;
    this.mapper = mapper;
  }

  /** Whether an input names any. */
  static boolean areIn(JsonNode input) {
    return input.isArray() && input.valueStream().anyMatch(ItemReferences::isReference);
  }

  private static boolean isReference(JsonNode item) {
    String type = item.path("type").asString("");
    return type.equals(REFERENCE) || (type.isEmpty() && !item.hasNonNull("role"));
  }

  /**
   * The input with the items in their places.
   *
   * @param told responses whose items the conversation has anyway
   * @throws GatewayException NOT_FOUND naming the reference
   */
  ArrayNode resolved(JsonNode input, Set<RequestId> told) {
    Map<String, JsonNode> found = new HashMap<>();
    named(input)
        .forEach((response, names) -> {
          if (!told.contains(response)) {
            found.putAll(items(response, names));
          }
        });
    ArrayNode items = mapper.createArrayNode();
    long length = 0;
    for (int at = 0; at < input.size(); at++) {
      JsonNode given = input.get(at);
      boolean named = isReference(given);
      JsonNode item = named ? found.get(given.path("id").asString("")) : given;
      if (item != null) {
        items.add(item);
        length += named ? item.toString().length() : 0;
      }
      if (length > Chain.MAX_BYTES) {
        throw tooMuch(param(at));
      }
    }
    return items;
  }

  /** The responses that are looked at: the ids wanted of each, and where the input names them. */
  private static Map<RequestId, Map<String, String>> named(JsonNode input) {
    Map<RequestId, Map<String, String>> named = new LinkedHashMap<>();
    for (int at = 0; at < input.size(); at++) {
      if (isReference(input.get(at))) {
        String param = param(at);
        String id = input.get(at).path("id").asString("");
        RequestId response = responseOf(id).orElseThrow(() -> notFound(param));
        named.computeIfAbsent(response, _ -> new LinkedHashMap<>()).putIfAbsent(id, param);
        if (named.size() > MAX_RESPONSES) {
          throw tooMuch(param);
        }
      }
    }
    return named;
  }

  /** The items of one response; a panel's work may be none, and no model is told of it. */
  private Map<String, JsonNode> items(RequestId response, Map<String, String> names) {
    StoredResponse stored = kept.apply(response);
    if (stored == null) {
      throw notFound(names.values().iterator().next());
    }
    Map<String, JsonNode> items = new HashMap<>();
    // Two items may share an id; then it is the output's.
    InputItems.all(response, mapper.readTree(stored.input().reveal()))
        .forEach(item -> items.put(item.path("id").asString(""), item));
    mapper
        .readTree(stored.response().reveal())
        .path("output")
        .forEach(item -> items.put(item.path("id").asString(""), item));
    items.keySet().retainAll(names.keySet());
    names.forEach((id, param) -> {
      if (!items.containsKey(id) && !id.equals(response.asRun())) {
        throw notFound(param);
      }
    });
    return items;
  }

  private static String param(int at) {
    return "input[" + at + "].id";
  }

  private static Optional<RequestId> responseOf(String id) {
    Matcher matcher = ID.matcher(id);
    return matcher.matches() ? RequestId.parse("resp_" + matcher.group(2)) : Optional.empty();
  }

  private static GatewayException notFound(String param) {
    return ErrorCode.NOT_FOUND.because(
        param,
        "'"
            + param
            + "' names no item that is kept here. Items of a response can be named by id until it"
            + " expires, and not at all where its 'store' was false: send the item itself.");
  }

  private static GatewayException tooMuch(String param) {
    return ErrorCode.INVALID_VALUE.because(
        param, "The input names more than can be looked up: send the items themselves.");
  }
}
