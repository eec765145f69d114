package dev.quorate.catalog.listing;

import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.CatalogProvider;
import dev.quorate.catalog.CatalogSnapshot;
import dev.quorate.catalog.DatedPrice;
import dev.quorate.catalog.LiveCatalog;
import dev.quorate.catalog.Pricing;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.tenancy.Caller;
import dev.quorate.tenancy.policy.Policies;
import dev.quorate.tenancy.policy.PolicySet;
import dev.quorate.tenancy.policy.Verdict;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may see of the catalogue: models its key may use and no policy forbids, that have a
 * price and a provider. A wildcard is not a model, so it is not listed; a model it serves can be
 * looked up by name.
 */
@Singleton
class ModelCards {
  static final String FUSION = "fusion";

  /** The alias under which a model of the deployment decides whether the panel is asked. */
  static final String TURN = "openrouter/fusion";

  private final LiveCatalog catalog;
  private final NamedPanels panels;
  private final Policies policies;
  private final Clock clock;

  @Inject
  ModelCards(LiveCatalog catalog, NamedPanels panels, Policies policies, Clock clock) {
    this.catalog = catalog;
    this.panels = panels;
    this.policies = policies;
    this.clock = clock;
  }

  List<ModelCard> visibleTo(Caller caller) {
    CatalogSnapshot snapshot = catalog.snapshot();
    List<ModelCard> cards = new ArrayList<>();
    for (CatalogModel entry : snapshot.entries()) {
      ModelCard card = entry.id().isWildcard() ? null : card(snapshot, caller, entry.id().value());
      if (card != null) {
        cards.add(card);
      }
    }
    if (!cards.isEmpty()) {
      cards.addAll(0, List.of(fusion(), turn()));
      panels.of(caller).forEach(panel -> cards.add(fusion().named(panel)));
    }
    return cards;
  }

  /**
   * One model by its name.
   *
   * @throws GatewayException MODEL_NOT_FOUND, also for a model the key may not use
   */
  ModelCard visibleTo(Caller caller, String id) {
    ModelCard card =
        switch (id) {
          case FUSION -> fusion();
          case TURN -> turn();
          default -> id.startsWith("@") ? panel(caller, id) : card(catalog.snapshot(), caller, id);
        };
    if (card == null) {
      throw ErrorCode.MODEL_NOT_FOUND.because("model", "There is no such model for this key.");
    }
    return card;
  }

  private @Nullable ModelCard panel(Caller caller, String id) {
    return panels.of(caller).stream()
        .filter(panel -> panel.id().equals(id))
        .findFirst()
        .map(panel -> fusion().named(panel))
        .orElse(null);
  }

  private @Nullable ModelCard card(CatalogSnapshot snapshot, Caller caller, String id) {
    ModelSlug asked = ModelSlug.parse(id).orElse(null);
    CatalogSnapshot.Found found = asked == null ? null : snapshot.resolve(asked);
    if (asked == null || found == null || !admits(caller, found)) {
      return null;
    }
    DatedPrice price = snapshot.priceOf(found, clock.instant());
    boolean callable = !snapshot.callable(found.entry()).isEmpty();
    return callable && price != null && isLawful(snapshot, caller, asked)
        ? card(asked, found, price.pricing())
        : null;
  }

  /** Whether the policies leave a provider of it to be called. */
  private boolean isLawful(CatalogSnapshot snapshot, Caller caller, ModelSlug asked) {
    PolicySet rules = policies.of(caller, caller.lockedProject());
    if (rules.isEmpty()) {
      return true;
    }
    PricedModel one;
    try {
      one = snapshot.find(asked, "model", clock.instant());
    } catch (GatewayException notToBeCalled) {
      return true; // for a reason of its own, which a request is told
    }
    for (; one != null; one = one.fallback()) {
      if (rules.judge(one.slug(), one.price(), one.provider().keepsNothing())
          instanceof Verdict.Allowed) {
        return true;
      }
    }
    return false;
  }

  private static boolean admits(Caller caller, CatalogSnapshot.Found found) {
    boolean sandbox = CatalogProvider.SANDBOX.equals(found.entry().provider());
    return caller.mayUse(found.slug()) && (sandbox || !caller.test());
  }

  private static ModelCard card(ModelSlug asked, CatalogSnapshot.Found found, Pricing pricing) {
    CatalogModel entry = found.entry();
    String name =
        entry.name() == null || entry.id().isWildcard() ? found.slug().value() : entry.name();
    return new ModelCard(
        asked.value(),
        "model",
        entry.createdAt().getEpochSecond(),
        found.slug().vendor(),
        found.slug().value(),
        name,
        asked.equals(found.slug()) ? "" : "Alias of " + found.slug() + ".",
        entry.contextLength(),
        ModelCard.Architecture.of(entry.supports().contains("vision")),
        ModelCard.PerToken.of(pricing),
        new ModelCard.TopProvider(entry.contextLength(), entry.maxOutputTokens(), false),
        null,
        parameters(entry.supports()),
        null,
        null,
        ModelCard.CardLinks.of(asked.value()));
  }

  /** Fusion as a model: its price is that of the calls it makes. */
  private static ModelCard fusion() {
    return fusion(
        FUSION,
        "Fusion",
        "Asks a panel of models and lets a judge write one answer. Costs what its calls cost.",
        List.of("fusion", "max_tokens", "response_format", "stop", "temperature", "top_p"));
  }

  private static ModelCard turn() {
    return fusion(
        TURN,
        "Fusion, where it is worth it",
        "A model that may ask a panel and a judge before it answers. Costs what its calls cost.",
        List.of(
            "fusion",
            "max_tokens",
            "plugins",
            "response_format",
            "stop",
            "temperature",
            "tool_choice",
            "tools",
            "top_p"));
  }

  private static ModelCard fusion(
      String id, String name, String description, List<String> parameters) {
    return new ModelCard(
        id,
        "model",
        Instant.parse("2026-11-21T00:00:00Z").getEpochSecond(),
        "quorate",
        id,
        name,
        description,
        null,
        ModelCard.Architecture.of(false),
        ModelCard.PerToken.varying(),
        new ModelCard.TopProvider(null, null, false),
        null,
        parameters,
        null,
        null,
        ModelCard.CardLinks.of(id));
  }

  private static List<String> parameters(Set<String> supports) {
    List<String> parameters =
        new ArrayList<>(List.of("max_tokens", "stop", "temperature", "top_p"));
    if (supports.contains("json_schema")) {
      parameters.addAll(List.of("response_format", "structured_outputs"));
    }
    if (supports.contains("tools")) {
      parameters.addAll(List.of("tools", "tool_choice"));
    }
    if (supports.contains("reasoning")) {
      parameters.add("reasoning");
    }
    return parameters.stream().sorted().toList();
  }
}
