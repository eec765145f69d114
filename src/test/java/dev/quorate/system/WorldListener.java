package dev.quorate.system;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Opens the world before the first test of a failsafe session and closes it after the last. */
public final class WorldListener implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (TestWorld.isWanted()) {
      TestWorld world = TestWorld.open();
      World.set(world);
      ArquillianServer.prepare(world);
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (TestWorld.isWanted()) {
      QuorateServer.stopShared();
      World.current().close();
    }
  }
}
