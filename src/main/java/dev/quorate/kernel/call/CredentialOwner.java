package dev.quorate.kernel.call;

import java.util.Locale;

/** Whose contract with a provider a call is made under. */
public enum CredentialOwner {
  /** The deployment's credential, or none where the server needs none. */
  PLATFORM,
  /** One that the caller's workspace brought. */
  WORKSPACE;

  /** The name on the wire and in the ledger. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
