package dev.quorate.tenancy.policy;

import java.util.Locale;
import java.util.UUID;

/** What policies say of one call. */
public sealed interface Verdict {
  /** None forbids it. */
  Verdict ALLOWED = new Allowed();

  /** None forbids it. */
  record Allowed() implements Verdict {}

  /** One forbids it; of several the first that denies, else the first. */
  record Violated(UUID policy, String policyName, Reason reason, Policy.OnViolation then)
      implements Verdict {
    /** For the caller: what stands in the way. */
    public String sentence() {
      return "The policy '" + policyName + "' forbids it: " + reason.sentence + ".";
    }
  }

  /** What a policy objects to. */
  enum Reason {
    MODEL_DENIED("the model is on its deny list"),
    MODEL_NOT_ALLOWED("the model is not on its allow list"),
    PRICE_TOO_HIGH("the model costs more than its ceiling"),
    PROVIDER_KEEPS_TEXTS("the provider is not marked as one with zero retention");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** The name on the wire. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
