package dev.quorate.system;

import java.util.concurrent.atomic.AtomicReference;

/** The session's world, which the listener opens and closes. The only static state of the tests. */
final class World {
  private static final AtomicReference<TestWorld> CURRENT = new AtomicReference<>();

  private World() {}

  static TestWorld current() {
    TestWorld world = CURRENT.get();
    if (world == null) {
      throw new IllegalStateException("Tests named *IT run in failsafe: mvn verify.");
    }
    return world;
  }

  static void set(TestWorld world) {
    CURRENT.set(world);
  }
}
