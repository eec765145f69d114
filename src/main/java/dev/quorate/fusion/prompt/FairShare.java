package dev.quorate.fusion.prompt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides a limited space: whoever wants little gets it, the others share what is left equally. */
final class FairShare {
  private FairShare() {}

  /**
   * Each one's part of the space.
   *
   * @param wanted what each would like, zero or more
   * @param space what there is for all
   * @return for each what it gets, never more than it wanted, together never more than the space
   */
  static List<Long> of(List<Long> wanted, long space) {
    List<Integer> smallestFirst =
        IntStream.range(0, wanted.size())
            .boxed()
            .sorted(Comparator.comparing(wanted::get))
            .toList();
    List<Long> shares = new ArrayList<>(Collections.nCopies(wanted.size(), 0L));
    long left = Math.max(0, space);
    int waiting = wanted.size();
    for (int index : smallestFirst) {
      long share = Math.min(wanted.get(index), left / waiting);
      shares.set(index, share);
      left -= share;
      waiting--;
    }
    return List.copyOf(shares);
  }
}
