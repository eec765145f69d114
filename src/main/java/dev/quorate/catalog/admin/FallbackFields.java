package dev.quorate.catalog.admin;

import dev.quorate.catalog.CatalogModel;
import dev.quorate.catalog.CatalogModel.Offer;
import dev.quorate.catalog.ModelPattern;
import dev.quorate.http.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a model's further providers; their prices are {@link ModelAdmin}'s business. */
final class FallbackFields {
  private static final int MAX = 4;

  private FallbackFields() {}

  /** Each as it came, the same ones at every call. */
  static List<Fields> of(Fields body) {
    return body.objects("fallbacks", MAX);
  }

  static List<Offer> read(ModelPattern id, Fields body) {
    List<Offer> fallbacks = new ArrayList<>();
    for (Fields one : of(body)) {
      String upstream = ModelFields.upstreamModel(id, one);
      if (ModelFields.namesFusion(id, upstream)) {
        throw ModelFields.recursion(one, "upstream_model");
      }
      fallbacks.add(new Offer(one.requiredText("provider", 63), upstream));
    }
    return fallbacks;
  }

  /** A provider stands once in the order: its place would say nothing otherwise. */
  static void requireDistinct(CatalogModel model, Fields body) {
    Set<String> seen = new HashSet<>();
    List<Offer> offers = model.offers();
    for (int place = 0; place < offers.size(); place++) {
      if (!seen.add(offers.get(place).provider())) {
        String name =
            body.has("fallbacks") ? "fallbacks[" + (place - 1) + "].provider" : "provider";
        throw body.refusal(name, "names a provider that serves the model already");
      }
    }
  }
}
