package dev.quorate.inference.idempotency;

import dev.quorate.fusion.RunControl;
import dev.quorate.fusion.RunOutcome;
import dev.quorate.http.Document;
import dev.quorate.http.EventSink;
import dev.quorate.http.EventStream;
import dev.quorate.http.Reply;
import dev.quorate.inference.Delivery;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.runs.idempotency.KeptEnding;
import dev.quorate.runs.idempotency.KeptEnding.Form;
import dev.quorate.runs.idempotency.KeyUse;
import java.util.Map;

/**
 * A request that holds its key. What it ends in is kept for whoever repeats it, unless nothing was
 * sent to anybody or somebody gave it up: then the key is free.
 */
public final class KeyedRun {
  private static final String JSON = "application/json";

  private final KeyUse use;
  private final Endings endings;
  private volatile boolean begun;
  private volatile boolean inVain;

  KeyedRun(KeyUse use, Endings endings) {
    this.use = use;
    this.endings = endings;
  }

  /** The same run, looked at for whether it is worth keeping. */
  public Delivery.Run watched(Delivery.Run run) {
    return new Delivery.Run() {
      @Override
      public RunOutcome run(RunControl control) {
        begun = true;
        RunOutcome outcome = run.run(control);
        inVain =
            outcome.ending().status() == RunOutcome.Status.CANCELLED
                || outcome.lines().stream()
                    .allMatch(line -> line.ending().outcome() == CallOutcome.NOT_SENT);
        return outcome;
      }

      @Override
      public void broke(Throwable fault) {
        run.broke(fault);
      }
    };
  }

  /** The reply as it goes to the client, kept. */
  public Reply ended(Reply reply) {
    Object body = reply.body();
    byte[] bytes = body == null ? new byte[0] : endings.written(body);
    settle(Form.WHOLE, reply.status(), reply.headers(), bytes);
    return new Reply(reply.status(), new Document(JSON, bytes), reply.headers());
  }

  /** The client's stream, kept as it is told. */
  public EventSink recorded(EventStream client, Map<String, String> headers) {
    return new RecordedStream(client, told -> settle(Form.STREAM, 200, headers, told));
  }

  /** It runs on by itself, and its stored response says how it ended. */
  public Reply leftAlone(Reply reply, boolean streamed) {
    Form form = streamed ? Form.BACKGROUND_STREAM : Form.BACKGROUND;
    endings.keep(use, ending(form, reply.status(), reply.headers(), new byte[0]));
    return reply;
  }

  /** It was refused. */
  void refused() {
    endings.free(use);
  }

  private void settle(Form form, int status, Map<String, String> headers, byte[] body) {
    if (!begun || inVain) {
      endings.free(use);
    } else {
      endings.keep(use, ending(form, status, headers, body));
    }
  }

  private KeptEnding ending(Form form, int status, Map<String, String> headers, byte[] body) {
    return new KeptEnding(form, status, endings.writtenText(headers), Sensitive.of(body));
  }
}
