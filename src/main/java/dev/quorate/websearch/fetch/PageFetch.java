package dev.quorate.websearch.fetch;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CallOutcome;
import dev.quorate.upstream.Cancellation;
import dev.quorate.websearch.WebFetch;
import dev.quorate.websearch.WebPage;
import dev.quorate.websearch.WebResult;
import dev.quorate.websearch.WebResult.Failed;
import dev.quorate.websearch.WebResult.Refused;
import dev.quorate.websearch.attempt.LookedUpNames;
import dev.quorate.websearch.attempt.WebThreads;
import dev.quorate.websearch.attempt.WithinDeadline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Fetches pages: through the wall, hop by hop, then to text. */
@Singleton
final class PageFetch implements WebFetch {
  private static final int MAX_REDIRECTS = 3;

  private final FetchSettings settings;
  private final WithinDeadline withinDeadline;
  private final Wall wall;
  private final PinnedClient client;
  private final PageReader reader;

  /** Bodies in memory at once. */
  private final Semaphore slots;

  /** Pages parsed at once: parsing keeps its processor, and its tree is many times the page. */
  private final Semaphore desks;

  @Inject
  PageFetch(WebThreads threads, Config config) {
    this(threads, FetchSettings.read(config));
  }

  private PageFetch(WebThreads threads, FetchSettings settings) {
    this(
        settings,
        new WithinDeadline(threads.timer()),
        new Wall(
            new LookedUpNames(threads.pageLookers(), settings.times().lookup()),
            Wall::isOfThisMachine),
        PinnedClient.ofTheNetwork(settings));
  }

  PageFetch(FetchSettings settings, WithinDeadline withinDeadline, Wall wall, PinnedClient client) {
    this.settings = settings;
    this.withinDeadline = withinDeadline;
    this.wall = wall;
    this.client = client;
    this.reader = new PageReader(settings.maxChars());
    this.slots = new Semaphore(settings.concurrency());
    this.desks = new Semaphore(Runtime.getRuntime().availableProcessors());
  }

  @Override
  public WebResult<WebPage> fetch(String url, Deadline deadline, Cancellation cancellation) {
    PageAddress start;
    try {
      start = PageAddress.parse(url.strip(), settings.ports());
    } catch (NotAllowed refusal) {
      return new Refused<>(refusal.sentence(), null);
    }
    return withinDeadline.run(
        deadline.earlier(Deadline.in(settings.times().total())),
        cancellation,
        givenUp -> inSlot(start, givenUp));
  }

  private WebResult<WebPage> inSlot(PageAddress start, BooleanSupplier givenUp) {
    try {
      slots.acquire();
    } catch (InterruptedException gaveUp) {
      return failed(CallOutcome.NOT_SENT, null, "Too many pages are being fetched.");
    }
    try {
      return new Trail(givenUp).follow(start);
    } finally {
      slots.release();
    }
  }

  private static WebResult<WebPage> failed(
      CallOutcome outcome, @Nullable Integer status, String sentence) {
    return new Failed<>(outcome, status, sentence);
  }

  /** One fetch from its first address to its page. */
  private final class Trail {
    private final BooleanSupplier givenUp;
    private @Nullable Integer status;

    Trail(BooleanSupplier givenUp) {
      this.givenUp = givenUp;
    }

    WebResult<WebPage> follow(PageAddress start) {
      try {
        PageAddress address = start;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
          FetchedPage page = client.get(address, wall.addressesOf(address.host()));
          status = page.status();
          if (!page.isRedirect() || page.location() == null) {
            return read(address, page);
          }
          address = address.redirectedTo(page.location(), settings.ports());
        }
        throw new NotAllowed("The page redirects too often.");
      } catch (NotAllowed refusal) {
        return new Refused<>(refusal.sentence(), status);
      } catch (IOException failure) {
        return lost(failure);
      }
    }

    private WebResult<WebPage> read(PageAddress address, FetchedPage page) throws IOException {
      if (!page.isSuccess()) {
        return failed(
            CallOutcome.ERROR, status, "The page answered with status " + page.status() + ".");
      }
      PageKind kind = PageKind.of(page.contentType());
      if (kind == null) {
        return new Refused<>("The page is neither HTML nor text, JSON or XML.", status);
      }
      if (page.isEncoded()) {
        return failed(CallOutcome.ERROR, status, "The page came compressed, unasked.");
      }
      try {
        desks.acquire();
      } catch (InterruptedException gaveUp) {
        throw (IOException) new InterruptedIOException("given up").initCause(gaveUp);
      }
      try {
        return new WebResult.Found<>(reader.read(address, page, kind, givenUp), status);
      } finally {
        desks.release();
      }
    }

    /** Given up or not, the window around this knows; here is only what the network did. */
    private WebResult<WebPage> lost(IOException failure) {
      boolean sent =
          status != null
              || !(failure instanceof UnknownHostException
                  || failure instanceof ConnectException
                  || failure instanceof NoRouteToHostException
                  || failure instanceof ConnectTimeoutException
                  || failure instanceof SSLHandshakeException
                  || failure instanceof SSLPeerUnverifiedException);
      String sentence =
          switch (failure) {
            case UnknownHostException e -> "The host name could not be found.";
            case ConnectException e -> "The host could not be reached.";
            case NoRouteToHostException e -> "The host could not be reached.";
            case ConnectTimeoutException e -> "The host could not be reached in time.";
            case SSLException e -> "There was no secure connection to the host.";
            default -> "The connection to the page broke.";
          };
      return failed(sent ? CallOutcome.ERROR : CallOutcome.NOT_SENT, status, sentence);
    }
  }
}
