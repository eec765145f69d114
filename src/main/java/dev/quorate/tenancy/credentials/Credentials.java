package dev.quorate.tenancy.credentials;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.Memory;
import dev.quorate.tenancy.TenancySettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Provider credentials of workspaces, for whoever plans calls; remembered sealed. */
@Singleton
public class Credentials {
  private static final int MAX_ENTRIES = 20_000;

  private final CredentialStore store;
  private final CredentialVault vault;
  private final Memory<WorkspaceId, List<StoredCredential>> memory;

  @Inject
  Credentials(CredentialStore store, CredentialVault vault, TenancySettings settings) {
    this.store = store;
    this.vault = vault;
    this.memory =
        new Memory<>(MAX_ENTRIES, settings.memory(), known -> true, Ticker.systemTicker());
  }

  /**
   * The workspace's own credential at a provider, or null when it has none and the deployment's is
   * to be used.
   *
   * @throws dev.quorate.kernel.GatewayException PROVIDER_UNAVAILABLE when it has one that cannot be
   *     opened: the deployment must not pay for what the workspace meant to pay for
   */
  public @Nullable Sensitive<String> forProvider(WorkspaceId workspace, String providerId) {
    for (StoredCredential credential : memory.get(workspace, store::list)) {
      if (credential.provider().equals(providerId)) {
        Sensitive<String> text =
            vault.open(workspace, credential.id(), credential.version(), credential.sealed());
        if (text == null) {
          throw ErrorCode.PROVIDER_UNAVAILABLE.because(
              "The workspace's credential for '"
                  + providerId
                  + "' cannot be opened; set it again.");
        }
        return text;
      }
    }
    return null;
  }

  /** Something changed here: ask again. */
  void forget() {
    memory.forget();
  }
}
