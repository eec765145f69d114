package dev.quorate.catalog;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.Dialect;
import dev.quorate.tenancy.credentials.Resealing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue's rows. Writes take turns across nodes, so that "no model of this provider" or "no
 * such alias" still holds when the write commits.
 */
@Singleton
public class CatalogStore implements Resealing {
  private static final String TAKE_TURN =
      "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('quorate catalog', 0))) AS"
          + " turn";

  private final UnitOfWork work;
  private final CredentialSeal seal;

  @Inject
  CatalogStore(UnitOfWork work, CredentialSeal seal) {
    this.work = work;
    this.seal = seal;
  }

  /** Everything, in one transaction. */
  CatalogRows load() {
    return work.onPlatform(Door.ADMISSION, this::load);
  }

  private CatalogRows load(StatelessSession session) {
    Map<String, List<FallbackEntity>> fallbacks =
        all(session, FallbackEntity.class, row -> row).stream()
            .sorted(Comparator.comparingInt(row -> row.position))
            .collect(Collectors.groupingBy(row -> row.modelId));
    return new CatalogRows(
        all(session, ProviderEntity.class, this::providerOf),
        all(
            session,
            ModelEntity.class,
            row -> modelOf(row, fallbacks.getOrDefault(row.id, List.of()))),
        all(session, PriceEntity.class, CatalogStore::priceOf));
  }

  private static <E, T> List<T> all(
      StatelessSession session, Class<E> entity, Function<E, T> value) {
    return session
        .createSelectionQuery("from " + entity.getSimpleName(), entity)
        .getResultList()
        .stream()
        .map(value)
        .toList();
  }

  /** One write of the admin: sees what other nodes committed before it. */
  public <T> T change(Function<Change, T> write) {
    return work.onPlatform(
        Door.ADMISSION,
        session -> {
          session.createNativeQuery(TAKE_TURN, Integer.class).getSingleResult();
          return write.apply(new Change(session, load(session)));
        });
  }

  /** Credentials of the deployment's providers. */
  @Override
  public Count reseal() {
    return change(change -> {
      int anew = 0;
      int unreadable = 0;
      for (ProviderEntity row : all(change.session, ProviderEntity.class, row -> row)) {
        byte[] sealed = row.apiKeySealed;
        if (sealed != null && !seal.isUnderNewest(row.id, sealed)) {
          Sensitive<String> text = seal.open(row.id, sealed);
          if (text == null) {
            unreadable++;
          } else {
            row.apiKeySealed = seal.seal(row.id, text);
            change.session.update(row);
            anew++;
          }
        }
      }
      return new Count(anew, unreadable);
    });
  }

  /** The rows of one transaction and what may be done to them. */
  public final class Change {
    private final StatelessSession session;
    private final CatalogRows before;

    private Change(StatelessSession session, CatalogRows before) {
      this.session = session;
      this.before = before;
    }

    /** What stood before this change. */
    public CatalogRows before() {
      return before;
    }

    /** A row of the price book. */
    public void insert(DatedPrice price) {
      session.insert(entityOf(price));
    }

    public void insert(CatalogModel model) {
      session.insert(entityOf(model));
      insertFallbacks(model);
    }

    public void update(CatalogModel model) {
      session.update(entityOf(model));
      boolean ignored =
          delete("delete from FallbackEntity where modelId = :id", model.id().value());
      insertFallbacks(model);
    }

    private void insertFallbacks(CatalogModel model) {
      List<CatalogModel.Offer> fallbacks = model.fallbacks();
      for (int position = 0; position < fallbacks.size(); position++) {
        FallbackEntity row = new FallbackEntity();
        row.modelId = model.id().value();
        row.position = position;
        row.providerId = fallbacks.get(position).provider();
        row.upstreamModel = fallbacks.get(position).upstreamModel();
        session.insert(row);
      }
    }

    public void insert(CatalogProvider provider) {
      session.insert(entityOf(provider));
    }

    public void update(CatalogProvider provider) {
      ProviderEntity row = entityOf(provider);
      if (!provider.credentialReadable()) {
        // Sealed with a key this node does not have: kept as it is for the node that has it.
        row.apiKeySealed = session.get(ProviderEntity.class, provider.id()).apiKeySealed;
      }
      session.update(row);
    }

    public boolean deleteModel(String id) {
      return delete("delete from ModelEntity where id = :id", id);
    }

    public boolean deleteProvider(String id) {
      return delete("delete from ProviderEntity where id = :id", id);
    }

    private boolean delete(String statement, String id) {
      return session.createMutationQuery(statement).setParameter("id", id).executeUpdate() > 0;
    }
  }

  private CatalogProvider providerOf(ProviderEntity row) {
    Sensitive<String> credential =
        row.apiKeySealed == null ? null : seal.open(row.id, row.apiKeySealed);
    return new CatalogProvider(
        row.id,
        Dialect.parse(row.dialect).orElse(Dialect.OPENAI),
        URI.create(row.baseUrl),
        credential,
        row.apiKeySealed == null || credential != null,
        Duration.ofMillis(row.connectTimeoutMs),
        row.concurrency,
        row.onClientAbort.equals("drain"),
        row.zeroRetention,
        false,
        row.createdAt,
        row.updatedAt);
  }

  private static CatalogModel modelOf(ModelEntity row, List<FallbackEntity> fallbacks) {
    return new CatalogModel(
        new ModelPattern(row.id),
        row.providerId,
        row.upstreamModel,
        fallbacks.stream()
            .map(other -> new CatalogModel.Offer(other.providerId, other.upstreamModel))
            .toList(),
        row.aliasOf == null ? null : new ModelSlug(row.aliasOf),
        row.name,
        row.contextLength,
        row.maxOutputTokens,
        Set.copyOf(Arrays.asList(row.supports)),
        null,
        null,
        row.createdAt,
        row.updatedAt);
  }

  private static DatedPrice priceOf(PriceEntity row) {
    Pricing pricing =
        new Pricing(
            row.inputPerMillion,
            row.outputPerMillion,
            row.cacheReadPerMillion,
            row.cacheWritePerMillion,
            row.reasoningPerMillion,
            row.perRequest);
    return new DatedPrice(
        row.id.toString(), row.modelId, row.providerId, row.effectiveFrom, pricing, row.createdAt);
  }

  private ProviderEntity entityOf(CatalogProvider provider) {
    ProviderEntity row = new ProviderEntity();
    row.id = provider.id();
    row.dialect = provider.dialect().wire();
    row.baseUrl = provider.baseUri().toString();
    Sensitive<String> credential = provider.credential();
    row.apiKeySealed = credential == null ? null : seal.seal(provider.id(), credential);
    row.connectTimeoutMs = Math.toIntExact(provider.connectTimeout().toMillis());
    row.concurrency = provider.concurrency();
    row.onClientAbort = provider.drainsOnAbort() ? "drain" : "cancel";
    row.zeroRetention = provider.keepsNothing();
    row.createdAt = provider.createdAt();
    row.updatedAt = provider.updatedAt();
    return row;
  }

  private static ModelEntity entityOf(CatalogModel model) {
    ModelEntity row = new ModelEntity();
    row.id = model.id().value();
    row.providerId = model.provider();
    row.upstreamModel = model.upstreamModel();
    row.aliasOf = textOf(model.aliasOf());
    row.name = model.name();
    row.contextLength = model.contextLength();
    row.maxOutputTokens = model.maxOutputTokens();
    row.supports = model.supports().toArray(String[]::new);
    row.createdAt = model.createdAt();
    row.updatedAt = model.updatedAt();
    return row;
  }

  private static @Nullable String textOf(@Nullable ModelSlug slug) {
    return slug == null ? null : slug.value();
  }

  private static PriceEntity entityOf(DatedPrice price) {
    PriceEntity row = new PriceEntity();
    row.id = UUID.fromString(price.version());
    row.modelId = price.model();
    row.providerId = price.provider();
    row.effectiveFrom = price.effectiveFrom();
    row.inputPerMillion = price.pricing().inputPerMillion();
    row.outputPerMillion = price.pricing().outputPerMillion();
    row.cacheReadPerMillion = price.pricing().cacheReadPerMillion();
    row.cacheWritePerMillion = price.pricing().cacheWritePerMillion();
    row.reasoningPerMillion = price.pricing().reasoningPerMillion();
    row.perRequest = price.pricing().perRequest();
    row.createdAt = price.createdAt();
    return row;
  }
}
