package dev.quorate.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code Launcher run <Liberty folder> <server name>} runs a gateway until Ctrl-C, SIGTERM or the
 * server's end. {@code Launcher make-way} ends a server that a killed launcher left behind, and
 * fails where another launcher lives: Maven asks for it before it touches the server's files.
 *
 * <p>Exit status 0 after a stop that was asked for, 1 when the start failed or the server ended by
 * itself, 2 on wrong arguments.
 */
public final class Launcher {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Launcher() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Console console = Console.ofTerminal();
    int status = FAILED;
    try {
      status = obey(List.of(arguments), console);
    } catch (StartFailed e) {
      console.say("\nQuorate did not start.\n" + e.getMessage());
    }
    System.exit(status);
  }

  private static int obey(List<String> arguments, Console console)
      throws IOException, InterruptedException {
    boolean run = arguments.size() == 3 && arguments.getFirst().equals("run");
    if (!run && !arguments.equals(List.of("make-way"))) {
      console.say("Usage: Launcher run <Liberty folder> <server name> | Launcher make-way");
      return MISUSED;
    }
    Settings settings =
        run
            ? Settings.of(Path.of(arguments.get(1)), arguments.get(2), System.getenv())
            : Settings.of(Path.of(""), "", System.getenv());
    try (DataLock _ = DataLock.take(settings.dataDirectory())) {
      if (run) {
        return run(settings, console);
      }
      new Gateway(settings, console).endServerLeftBehind();
      return 0;
    }
  }

  private static int run(Settings settings, Console console) throws InterruptedException {
    Gateway gateway = new Gateway(settings, console);
    StopRequest stop = StopRequest.watch(gateway, console);
    try {
      console.say("Starting Quorate; data in " + settings.dataDirectory() + " …");
      gateway.start();
      console.say(banner(gateway, settings));
      int status = gateway.awaitServer();
      stop.awaitEndIfAsked();
      console.say("The server ended by itself (status " + status + "). Its log: " + gateway.log());
      gateway.stop();
      return FAILED;
    } catch (StartFailed e) {
      // The stop may be what made the start fail.
      stop.awaitEndIfAsked();
      throw e;
    }
  }

  private static String banner(Gateway gateway, Settings settings) throws InterruptedException {
    FirstKeys keys = gateway.keys();
    try (Probe probe = new Probe(gateway.baseUri())) {
      boolean admin =
          !settings.has(Variable.QUORATE_ADMIN_KEY)
              && probe.opens("/v1/admin/workspaces", keys.admin());
      boolean api = probe.opens("/v1/key", keys.api());
      return Banner.text(gateway.baseUri(), admin ? keys.admin() : "", api ? keys.api() : "");
    }
  }
}
