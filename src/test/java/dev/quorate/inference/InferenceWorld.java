package dev.quorate.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.quorate.catalog.Catalog;
import dev.quorate.fixtures.ScriptedWeb;
import dev.quorate.fusion.FusionEngine;
import dev.quorate.fusion.plan.RunPlanner;
import dev.quorate.http.Drain;
import dev.quorate.http.Fields;
import dev.quorate.http.InFlight;
import dev.quorate.http.Reply;
import dev.quorate.http.RequestHead;
import dev.quorate.http.Streams;
import dev.quorate.inference.history.RunHistory;
import dev.quorate.inference.idempotency.KeyedBody;
import dev.quorate.inference.idempotency.Repeats;
import dev.quorate.inference.models.Permissions;
import dev.quorate.inference.preset.AppliedPresets;
import dev.quorate.inference.preset.DeploymentPresets;
import dev.quorate.inference.state.ResponseMemory;
import dev.quorate.inference.state.ResponseState;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.Attribution;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.Tag;
import dev.quorate.kernel.TokenUsage;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CallJournal;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.kernel.call.PriceSnapshot;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.kernel.call.SettledCall;
import dev.quorate.kernel.call.UsageSource;
import dev.quorate.presets.KnownPresets;
import dev.quorate.presets.PresetsInMemory;
import dev.quorate.runs.MemoryFusions;
import dev.quorate.runs.RunFixtures;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.Scope;
import dev.quorate.tenancy.limits.RateLimits;
import dev.quorate.tenancy.policy.PolicySet;
import dev.quorate.tenancy.settings.WorkspaceSettings;
import dev.quorate.upstream.CallReport;
import dev.quorate.upstream.CallResult;
import dev.quorate.upstream.CallTerms;
import dev.quorate.upstream.FailureKind;
import dev.quorate.upstream.FinishReason;
import dev.quorate.upstream.TokenCounter;
import dev.quorate.upstream.WholeAnswer;
import dev.quorate.upstream.request.Conversation;
import dev.quorate.upstream.request.ModelRequest;
import dev.quorate.upstream.request.Turn;
import dev.quorate.websearch.WebTools;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The conductor with the real planner and engine, and a ledger, a catalogue and models made of
 * memory. Models of vendor {@code sandbox} and {@code acme} exist; each answers in 20 tokens for
 * 100.
 */
public final class InferenceWorld {
  /** Writes as the server does. */
  public static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  /** What every request here is received at. */
  public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  /** What every request here is known by. */
  public static final RequestId ID =
      new RequestId(UUID.fromString("019aa5b0-c2f4-7c3e-8f1d-2a3b4c5d6e7f"));

  final Queue<String> diary = new ConcurrentLinkedQueue<>();
  final FakeLedger ledger = new FakeLedger(diary::add);
  final Map<String, Function<ModelRequest, CallResult>> scripts = new ConcurrentHashMap<>();
  final Map<String, ModelRequest> asked = new ConcurrentHashMap<>();
  final Map<String, String> headers = new HashMap<>();
  final List<RequestId> kept = new ArrayList<>();
  boolean test;
  public WebTools web = ScriptedWeb.none();
  List<String> allowedModels = List.of();
  public WorkspaceSettings settings = WorkspaceSettings.DEFAULT;
  public PolicySet policies = PolicySet.NONE;
  public final Map<String, Sensitive<String>> credentials = new HashMap<>();
  public final PresetsInMemory presets = new PresetsInMemory();
  public @Nullable String defaultPreset;

  /** Runs with a panel that were written down. */
  public final MemoryFusions fusions = new MemoryFusions();

  /** Answers repeated requests; null where none are. */
  public @Nullable Repeats repeats;

  /** The next request's. */
  public RequestId id = ID;

  private final Clock clock = Clock.fixed(NOW.plusSeconds(2), ZoneOffset.UTC);

  /** A turn has ten tokens, a word of any other text one. */
  public final TokenCounter counter = new WordCounter();

  /** Sends a body to an endpoint, past the door. */
  public Reply ask(Endpoint endpoint, String body) {
    ResponseMemory memory = memory();
    Conductor conductor =
        new Conductor(
            new Door(
                null,
                null,
                null,
                new RateLimits(null, null, null),
                null,
                new Drain(new InFlight(9, 9, 9))),
            planning(memory),
            ledger,
            new FusionEngine(this::call, Thread::startVirtualThread, counter, web),
            new Delivery(
                Thread::startVirtualThread,
                Streams.json(),
                clock,
                Duration.ofSeconds(30),
                new ResponseState(
                    memory,
                    null,
                    new RunHistory(RunFixtures.fusions(fusions), Streams.json(), clock))));
    Visit visit = visit(body);
    KeyedBody keyed =
        repeats == null
            ? null
            : repeats.keyed(visit.head(), new ByteArrayInputStream(body.getBytes(UTF_8)));
    if (keyed == null) {
      return conductor.conduct(endpoint, visit, null);
    }
    try {
      keyed.stream().readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return repeats.once(
        keyed, endpoint.path(), visit.caller(), run -> conductor.conduct(endpoint, visit, run));
  }

  private ResponseMemory memory() {
    return new ResponseMemory(null, null, any -> settings, null) {
      @Override
      public void keep(RunReply replies, FinishedRun run) {
        kept.add(run.id());
      }
    };
  }

  /** The planner with this world's models and presets. */
  public Planning planning() {
    return planning(memory());
  }

  private Planning planning(ResponseMemory memory) {
    return new Planning(
        new RunPlanner(counter, web),
        new AppliedPresets(
            new KnownPresets(presets, Duration.ZERO, Ticker.systemTicker()),
            new DeploymentPresets("acme/one,acme/two", "acme/two", "acme/two"),
            any -> defaultPreset,
            catalog(),
            Streams.json()),
        memory,
        (model, settings) ->
            model.slug().vendor().equals("mute") && settings.seed() != null
                ? List.of("seed")
                : List.of(),
        new Permissions((_, _) -> policies, (_, provider) -> credentials.get(provider)));
  }

  /** Adds a request header. */
  public InferenceWorld withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The refusals on record, by code. */
  public List<String> refusals() {
    return ledger.refusals.stream().map(refusal -> refusal.code().code()).toList();
  }

  /** The presets of refusals on record; null for one without. */
  public List<@Nullable String> refusedPresets() {
    List<@Nullable String> presets = new ArrayList<>();
    ledger.refusals.forEach(refusal -> presets.add(refusal.preset()));
    return presets;
  }

  /** The conversation and settings a model was asked with. */
  public ModelRequest asked(String model) {
    return asked.get(model);
  }

  /** The presets that opened requests used; null for one without. */
  public List<@Nullable String> openedPresets() {
    List<@Nullable String> presets = new ArrayList<>();
    ledger.openings.forEach(opening -> presets.add(opening.preset()));
    return presets;
  }

  /** Lets the key use these models only. */
  public void allow(String... models) {
    allowedModels = List.of(models);
  }

  /** An outer model that asks the panel first and then writes. */
  public static Function<ModelRequest, CallResult> askingThePanel(String text) {
    return request ->
        request.conversation().turns().size() > 1
            ? new CallResult.Answered(text, FinishReason.STOP)
            : new CallResult.Answered(
                "",
                FinishReason.TOOL_CALLS,
                List.of(new Turn.ToolCall("call_1", "openrouter_fusion", "{}")));
  }

  /** What a model does when it is asked. */
  public InferenceWorld script(String model, Function<ModelRequest, CallResult> script) {
    scripts.put(model, script);
    return this;
  }

  /** The data of a streamed reply's events, in order; what is no JSON is left out. */
  public static List<JsonNode> events(Reply reply) {
    return Streams.textOf(reply)
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> JSON.readTree(line.substring(6)))
        .toList();
  }

  /** A reply's body as its reader sees it. */
  public static JsonNode json(Reply reply) {
    return JSON.readTree(JSON.writeValueAsString(reply.body()));
  }

  static Fields fields(String body) {
    return Fields.of((ObjectNode) JSON.readTree(body), "");
  }

  /** A request past the door. */
  public Visit visit(String body) {
    WorkspaceId workspace = new WorkspaceId(new UUID(1, 1));
    ApiKeyId key = new ApiKeyId(new UUID(2, 2));
    return new Visit(
        new RequestHead(id, NOW, System.nanoTime(), headers, Map.of()),
        new Caller(workspace, key, Set.of(Scope.INFERENCE), null, allowedModels, test),
        new Attribution(workspace, key, null, List.of(new Tag("team", "search")), test),
        fields(body));
  }

  /** Every model but those named {@code no-…}. */
  public static Catalog catalog() {
    return new Catalog() {
      @Override
      public PricedModel find(ModelSlug slug, String param, Predicate<String> own) {
        if (slug.name().startsWith("no-")) {
          throw ErrorCode.MODEL_NOT_FOUND.because(param, "There is no model '" + slug + "'.");
        }
        return model(slug);
      }

      @Override
      public boolean hasOnlySandbox() {
        return false;
      }
    };
  }

  static PricedModel model(ModelSlug slug) {
    return new PricedModel(
        slug,
        slug.name(),
        new ProviderTarget(
            slug.vendor(),
            Dialect.OPENAI,
            URI.create("http://127.0.0.1:1/v1"),
            null,
            Duration.ofSeconds(2),
            64),
        new PriceSnapshot(
            "1", BigDecimal.ONE, BigDecimal.valueOf(4), null, null, null, BigDecimal.ZERO),
        100_000,
        8_000,
        Set.of("vision", "tools"));
  }

  private CallReport call(
      ModelRequest request, CommittedIntent intent, CallJournal journal, CallTerms terms) {
    intent.spend();
    String model = intent.call().model().slug().value();
    diary.add("call " + model);
    asked.put(model, request);
    CallResult result =
        scripts
            .getOrDefault(
                model, any -> new CallResult.Answered(model + " says yes", FinishReason.STOP))
            .apply(request);
    if (terms.sink() != null && result instanceof CallResult.Answered answered) {
      WholeAnswer.tell(answered, terms.sink());
    }
    SettledCall line = journal.settle(intent, ending(result));
    return new CallReport(result, List.of(line), Duration.ofMillis(5));
  }

  private static CallEnding ending(CallResult result) {
    Duration latency = Duration.ofMillis(5);
    return switch (result) {
      case CallResult.Answered answered ->
          new CallEnding(
              CallOutcome.OK,
              TokenUsage.of(100, 20),
              UsageSource.PROVIDER,
              200,
              "prov-1",
              latency,
              null);
      case CallResult.Failed failed ->
          CallEnding.free(
              failed.kind() == FailureKind.NOT_SENT ? CallOutcome.NOT_SENT : CallOutcome.ERROR,
              failed.status(),
              latency);
    };
  }

  private static final class WordCounter implements TokenCounter {
    @Override
    public long count(String text) {
      return text.isBlank() ? 0 : text.split("\\s+").length;
    }

    @Override
    public long count(Conversation conversation) {
      return conversation.turns().size() * 10L;
    }
  }
}
