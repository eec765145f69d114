package dev.quorate.kernel.call;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider for its list of models, for whoever wants to know whether it can be called. No
 * model is asked, so there is no intent and nothing to bill.
 */
public interface ModelLists {
  /** Asks once, within a time of its own. Whatever the provider does is data. */
  Asked ask(ProviderTarget target);

  /** What came of it. */
  sealed interface Asked {
    /** The status that came, null when none did. */
    @Nullable Integer status();

    /** From the look-up of its name to the end of its reply. */
    Duration latency();
  }

  /**
   * It gave its list.
   *
   * @param names as the provider writes them in calls
   * @param whole false when the list has further pages, which are not read
   */
  record Listed(Set<String> names, boolean whole, Integer status, Duration latency)
      implements Asked {
    private static final Pattern DATE = Pattern.compile("-\\d{4}-?\\d{2}-?\\d{2}");

    public Listed {
      names = Set.copyOf(names);
    }

    /**
     * Whether a model is on it. Some servers list a model under its dated name alone, or with the
     * tag it stands for, and answer to the short name.
     */
    public boolean has(String model) {
      return names.contains(model)
          || names.contains(model + ":latest")
          || names.stream().anyMatch(name -> isDated(name, model));
    }

    private static boolean isDated(String name, String model) {
      return name.startsWith(model) && DATE.matcher(name.substring(model.length())).matches();
    }
  }

  /**
   * It gave none.
   *
   * @param sentence for the operator: no address, no secret, nothing of the reply's body
   */
  record Unlisted(Fault fault, @Nullable Integer status, Duration latency, String sentence)
      implements Asked {}

  /** Why there is no list. */
  enum Fault {
    /** This node cannot open the stored credential: nothing was sent. */
    CREDENTIAL_UNREADABLE,
    /** No such name, no way, or nobody listens. */
    UNREACHABLE,
    TLS_FAILED,
    TIMEOUT,
    /** The connection broke, or what came is no HTTP. */
    BROKEN_REPLY,
    /** It names another address, where the credential does not go. */
    REDIRECT,
    CREDENTIAL_REFUSED,
    /** It answers, and has no list there; the credential is not proven. */
    NO_LIST,
    RATE_LIMITED,
    /** It takes the question for an invalid one. */
    REJECTED,
    PROVIDER_ERROR,
    /** A good status over something else. */
    NOT_A_LIST;

    /** The code on the wire. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
