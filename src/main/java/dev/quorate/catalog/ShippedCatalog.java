package dev.quorate.catalog;

import dev.quorate.http.Fields;
import dev.quorate.kernel.ModelSlug;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The models that come with the program, from a dated file in its resources. A row of the same id
 * takes an entry's place, price and all.
 */
@Singleton
class ShippedCatalog {
  /** The date is the day its prices were read from their sources. */
  private static final String RESOURCE = "/catalog/models-2026-11-21.json";

  private static final int MAX_MODELS = 10_000;
  private static final int MAX_TEXT = 2000;

  private final List<CatalogModel> models;

  @Inject
  ShippedCatalog() {
    this(read(RESOURCE));
  }

  private ShippedCatalog(ObjectNode file) {
    Fields root = Fields.of(file, "");
    LocalDate date = LocalDate.parse(root.requiredText("date", 10));
    root.requiredText("note", MAX_TEXT);
    this.models =
        root.objects("models", MAX_MODELS).stream().map(entry -> model(entry, date)).toList();
    root.refuseOthers();
  }

  List<CatalogModel> models() {
    return models;
  }

  private static ObjectNode read(String resource) {
    JsonMapper mapper =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    try (InputStream file =
        Objects.requireNonNull(ShippedCatalog.class.getResourceAsStream(resource), resource)) {
      return (ObjectNode) mapper.readTree(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource, e);
    }
  }

  private static CatalogModel model(Fields entry, LocalDate date) {
    Instant from = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    String id = entry.requiredText("id", MAX_TEXT);
    String aliasOf = entry.text("alias_of", MAX_TEXT);
    Pricing pricing = PricingFields.read(entry);
    CatalogModel model =
        new CatalogModel(
            new ModelPattern(id),
            entry.text("provider", MAX_TEXT),
            entry.text("upstream_model", MAX_TEXT),
            List.of(),
            aliasOf == null ? null : new ModelSlug(aliasOf),
            entry.text("name", MAX_TEXT),
            entry.integer("context_length", 1, Integer.MAX_VALUE),
            entry.integer("max_output_tokens", 1, Integer.MAX_VALUE),
            Set.copyOf(entry.texts("supports", 32, 40)),
            price(id, date, from, pricing),
            entry.requiredText("source", MAX_TEXT),
            from,
            from);
    entry.refuseOthers();
    return model;
  }

  private static @Nullable DatedPrice price(
      String id, LocalDate date, Instant from, @Nullable Pricing pricing) {
    return pricing == null
        ? null
        : new DatedPrice("file:" + date + "/" + id, id, null, from, pricing, from);
  }
}
