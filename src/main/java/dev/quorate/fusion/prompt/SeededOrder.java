package dev.quorate.fusion.prompt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order a seed gives. Part of the contract: a recorded seed gives the same order in every later
 * version, so the generator is written out here (SplitMix64 and a Fisher-Yates shuffle from the
 * end) and a test holds its results.
 */
public final class SeededOrder {
  private static final long STEP = 0x9E37_79B9_7F4A_7C15L;
  private static final long FIRST_FACTOR = 0xBF58_476D_1CE4_E5B9L;
  private static final long SECOND_FACTOR = 0x94D0_49BB_1331_11EBL;

  private long state;

  private SeededOrder(long seed) {
    this.state = seed;
  }

  /** The numbers 0 to size - 1, each once, in the seed's order. */
  public static List<Integer> of(long seed, int size) {
    SeededOrder random = new SeededOrder(seed);
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    for (int last = size - 1; last > 0; last--) {
      Collections.swap(order, last, random.below(last + 1));
    }
    return List.copyOf(order);
  }

  private int below(int bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  private long next() {
    state += STEP;
    long mixed = (state ^ (state >>> 30)) * FIRST_FACTOR;
    mixed = (mixed ^ (mixed >>> 27)) * SECOND_FACTOR;
    return mixed ^ (mixed >>> 31);
  }
}
