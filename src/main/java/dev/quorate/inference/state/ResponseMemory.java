package dev.quorate.inference.state;

import dev.quorate.http.Json;
import dev.quorate.inference.Ask;
import dev.quorate.inference.FinishedRun;
import dev.quorate.inference.RunReply;
import dev.quorate.inference.Visit;
import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.Chain;
import dev.quorate.runs.ResponseStatus;
import dev.quorate.runs.Retention;
import dev.quorate.runs.StoredResponse;
import dev.quorate.runs.StoredResponses;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.settings.KnownSettings;
import dev.quorate.tenancy.settings.WorkspaceSettings;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.Turn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Continues a stored response, and keeps what came of a request for the next to continue. */
@Singleton
public class ResponseMemory {
  private static final System.Logger LOG = System.getLogger(ResponseMemory.class.getName());
  private static final String PREVIOUS = "previous_response_id";

  /** Said of a run whose node died. */
  static final String LOST = "The node that ran this request died; it was not run again.";

  private final StoredResponses stored;
  private final Retention retention;
  private final Function<WorkspaceId, WorkspaceSettings> settings;
  private final Json json;

  @Inject
  public ResponseMemory(
      StoredResponses stored, Retention retention, KnownSettings settings, Json json) {
    this(stored, retention, settings::of, json);
  }

  /** With settings from anywhere. */
  public ResponseMemory(
      StoredResponses stored,
      Retention retention,
      Function<WorkspaceId, WorkspaceSettings> settings,
      Json json) {
    this.stored = stored;
    this.retention = retention;
    this.settings = settings;
    this.json = json;
  }

  /**
   * The request with the conversation it continues before its own, and with the items that it only
   * names.
   *
   * @throws GatewayException PREVIOUS_RESPONSE_NOT_FOUND, NOT_FOUND, and RETENTION_OFF where the
   *     workspace keeps nothing
   */
  public Ask continued(Ask ask, Visit visit) {
    Recollection recollection = ask.recollection();
    if (recollection == null) {
      return ask;
    }
    if (!settings.apply(visit.caller().workspace()).keepsTexts()) {
      return KeptNothing.of(ask, recollection, visit);
    }
    String previous = recollection.previous();
    List<StoredResponse> earlier = previous == null ? List.of() : chain(previous, visit.caller());
    Ask whole = named(ask, recollection, earlier, visit.caller());
    if (earlier.isEmpty()) {
      return whole;
    }
    List<Turn> turns = new ArrayList<>();
    for (StoredResponse one : earlier) {
      turns.addAll(ask.shape().recalled(tree(one.input())).turns());
      JsonNode output = tree(one.response()).path("output");
      turns.addAll(ask.shape().recalled(tellable(output)).turns());
    }
    turns.addAll(whole.conversation().turns());
    return whole.about(new Conversation(turns));
  }

  /** What is kept of it are the items themselves, which may outlive what they were named in. */
  private Ask named(
      Ask ask, Recollection recollection, List<StoredResponse> earlier, Caller caller) {
    if (!ItemReferences.areIn(recollection.input())) {
      return ask;
    }
    Set<RequestId> told =
        earlier.stream().map(StoredResponse::id).collect(Collectors.toUnmodifiableSet());
    ItemReferences references =
        new ItemReferences(id -> find(caller, id.asResponse()), json.mapper());
    JsonNode items = references.resolved(recollection.input(), told);
    return ask.about(ask.shape().reread(items), recollection.of(items));
  }

  private List<StoredResponse> chain(String previous, Caller caller) {
    RequestId id = RequestId.parse(previous).orElseThrow(ResponseMemory::notFound);
    return switch (stored.chain(caller.workspace(), id)) {
      case Chain.Whole whole
          when whole.oldestFirst().stream().allMatch(one -> isSeen(one, caller)) ->
          ended(whole.oldestFirst());
      case Chain.Whole _, Chain.Broken _ -> throw notFound();
      case Chain.TooLong _ ->
          throw ErrorCode.INVALID_VALUE.because(
              PREVIOUS, "The conversation has grown too long to be continued this way.");
    };
  }

  /** What still runs has said nothing that could be continued. */
  private static List<StoredResponse> ended(List<StoredResponse> chain) {
    if (!chain.getLast().status().isFinal()) {
      throw ErrorCode.INVALID_VALUE.because(PREVIOUS, "The response to continue is still running.");
    }
    return chain;
  }

  /** A key that is locked to a project knows no other's. */
  static boolean isSeen(StoredResponse response, Caller caller) {
    return caller.lockedProject() == null || caller.lockedProject().equals(response.project());
  }

  private static GatewayException notFound() {
    return ErrorCode.PREVIOUS_RESPONSE_NOT_FOUND.because(
        PREVIOUS, "There is no such response here, or a part of its conversation has expired.");
  }

  private JsonNode tree(Sensitive<String> text) {
    return json.mapper().readTree(text.reveal());
  }

  /**
   * Keeps a finished request, before its client hears the end of it. A database that is away costs
   * the client its memory, not its answer.
   */
  public void keep(RunReply replies, FinishedRun run) {
    Ask ask = replies.ask();
    Recollection recollection = ask.recollection();
    if (recollection == null || !recollection.store()) {
      return;
    }
    Attribution payer = replies.payer();
    try {
      JsonNode body = json.mapper().valueToTree(ask.shape().answer(run));
      stored.save(payer.workspace(), response(replies, body, run.receivedAt()));
    } catch (RuntimeException away) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} was answered and could not be kept: {1}",
          run.id(),
          away.getClass().getName());
    }
  }

  /** A reply's body with what asked for it. */
  StoredResponse response(RunReply replies, JsonNode body, Instant receivedAt) {
    Recollection recollection = replies.ask().recollection();
    if (recollection == null) {
      throw new IllegalStateException("this request leaves nothing behind");
    }
    String previous = recollection.previous();
    return new StoredResponse(
        replies.head().id(),
        replies.payer().key(),
        replies.payer().project(),
        receivedAt,
        retention.expiry(receivedAt, settings.apply(replies.payer().workspace()).retentionHours()),
        replies.ask().model(),
        ResponseStatus.parse(body.path("status").asString("")).orElse(ResponseStatus.COMPLETED),
        previous == null ? null : RequestId.parse(previous).orElse(null),
        Sensitive.of(recollection.input().toString()),
        Sensitive.of(body.toString()));
  }

  /** The body as a client reads it now: a run whose node died left an older one behind. */
  public JsonNode body(StoredResponse response) {
    JsonNode body = tree(response.response());
    boolean lost =
        response.status() == ResponseStatus.FAILED
            && !body.path("status").asString("").equals(ResponseStatus.FAILED.wire());
    if (lost && body instanceof ObjectNode object) {
      object.put("status", ResponseStatus.FAILED.wire());
      object.putObject("error").put("code", "server_error").put("message", LOST);
    }
    return body;
  }

  /** Items of an output that a model can be told again: not the panel's work. */
  static JsonNode tellable(JsonNode items) {
    if (!(items instanceof ArrayNode list)) {
      return items;
    }
    ArrayNode kept = list.arrayNode();
    list.forEach(item -> {
      if (!item.path("type").asString("").startsWith("openrouter:")) {
        kept.add(item);
      }
    });
    return kept;
  }

  /** A response by its id, null where this caller has none such. */
  public @Nullable StoredResponse find(Caller caller, String id) {
    StoredResponse found =
        RequestId.parse(id).map(parsed -> stored.find(caller.workspace(), parsed)).orElse(null);
    return found != null && isSeen(found, caller) ? found : null;
  }

  /** Deletes it; false where this caller has none such. */
  public boolean forget(Caller caller, String id) {
    StoredResponse found = find(caller, id);
    return found != null && stored.delete(caller.workspace(), found.id());
  }
}
