package dev.quorate.fusion.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/**
 * What the judge found when it compared the answers. Customer data.
 *
 * @param consensus points all or most answers share
 * @param blindSpots what none of them addressed
 */
public record Analysis(
    List<String> consensus,
    List<Contradiction> contradictions,
    List<Coverage> partialCoverage,
    List<Insight> uniqueInsights,
    List<String> blindSpots) {
  public Analysis {
    consensus = List.copyOf(consensus);
    contradictions = List.copyOf(contradictions);
    partialCoverage = List.copyOf(partialCoverage);
    uniqueInsights = List.copyOf(uniqueInsights);
    blindSpots = List.copyOf(blindSpots);
  }

  /** A question the answers answer differently. */
  public record Contradiction(String topic, List<Stance> stances) {
    public Contradiction {
      stances = List.copyOf(stances);
    }
  }

  /** One answer's position in a contradiction. */
  public record Stance(Voice voice, String stance) {}

  /** A point only some answers cover. */
  public record Coverage(List<Voice> voices, String point) {
    public Coverage {
      voices = List.copyOf(voices);
    }
  }

  /** What only one answer saw. */
  public record Insight(Voice voice, String insight) {}

  /**
   * From 0, all agree, to 1, they agree on nothing: contradictions among contradictions and points
   * of consensus together, two decimals; 0 where there is neither.
   */
  public BigDecimal disagreement() {
    int all = consensus.size() + contradictions.size();
    return all == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(contradictions.size())
            .divide(BigDecimal.valueOf(all), 2, RoundingMode.HALF_UP);
  }

  /** The same with other names for who said what. */
  public Analysis renamed(Function<Voice, Voice> names) {
    return new Analysis(
        consensus,
        contradictions.stream()
            .map(one ->
                new Contradiction(
                    one.topic(),
                    one.stances().stream()
                        .map(stance -> new Stance(names.apply(stance.voice()), stance.stance()))
                        .toList()))
            .toList(),
        partialCoverage.stream()
            .map(one -> new Coverage(one.voices().stream().map(names).toList(), one.point()))
            .toList(),
        uniqueInsights.stream()
            .map(one -> new Insight(names.apply(one.voice()), one.insight()))
            .toList(),
        blindSpots);
  }

  @Override
  public String toString() {
    return "Analysis[" + consensus.size() + " agreed, " + contradictions.size() + " disputed]";
  }
}
