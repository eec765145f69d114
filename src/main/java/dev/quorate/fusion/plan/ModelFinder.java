package dev.quorate.fusion.plan;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.ModelSlug;
import dev.quorate.kernel.call.PricedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds one request's models, each once. Refuses fusion inside fusion, whether by name, by alias or
 * by what the provider would be asked for. A name that cannot be a slug is answered like an unknown
 * one: to the caller both are models that do not exist.
 */
final class ModelFinder {
  private static final Set<String> FUSION_NAMES =
      Set.of("fusion", "openrouter/fusion", "openrouter:fusion");
  private static final int LONGEST_SHOWN = 100;

  private final ModelDirectory directory;
  private final Map<String, Member> found = new HashMap<>();

  ModelFinder(ModelDirectory directory) {
    this.directory = directory;
  }

  /**
   * The panel by the names the caller wrote.
   *
   * @param param the field that lists them
   */
  List<Member> panel(List<String> names, String param) {
    List<Member> models = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      models.add(member(names.get(index), param + "[" + index + "]"));
    }
    return models;
  }

  /**
   * One model, without which the request cannot be, by the name the caller wrote.
   *
   * @param param the field that names the model
   */
  PricedModel one(String name, String param) {
    return member(name, param).needed(param);
  }

  private Member member(String name, String param) {
    Member known = found.get(name);
    if (known != null) {
      return known;
    }
    refuseFusion(name, param);
    ModelSlug slug = ModelSlug.parse(name).orElseThrow(() -> unknown(name, param));
    PricedModel model = directory.find(slug, param);
    refuseFusion(model.slug().value(), param);
    refuseFusion(model.upstreamModel(), param);
    Member member = new Member(model, directory.objection(slug, param));
    found.put(name, member);
    return member;
  }

  private static void refuseFusion(String name, String param) {
    String plain = name.toLowerCase(Locale.ROOT);
    int variant = plain.indexOf(':', plain.indexOf('/') + 1);
    if (isFusion(plain) || (variant > 0 && isFusion(plain.substring(0, variant)))) {
      throw ErrorCode.FUSION_RECURSION.because(
          param, param + " names fusion itself; a panel and its judge are plain models.");
    }
  }

  private static boolean isFusion(String name) {
    return FUSION_NAMES.contains(name.startsWith("~") ? name.substring(1) : name);
  }

  private static GatewayException unknown(String name, String param) {
    String shown = name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
    return ErrorCode.MODEL_NOT_FOUND.because(param, "There is no model \"" + shown + "\".");
  }
}
