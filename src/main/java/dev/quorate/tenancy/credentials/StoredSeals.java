package dev.quorate.tenancy.credentials;

import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Credentials of all workspaces under the newest key. */
@Singleton
public class StoredSeals implements Resealing {
  /** Rows of one look. */
  private static final int PAGE = 200;

  private final CredentialStore store;
  private final CredentialVault vault;

  @Inject
  StoredSeals(CredentialStore store, CredentialVault vault) {
    this.store = store;
    this.vault = vault;
  }

  @Override
  public Count reseal() {
    Count count = Count.NOTHING;
    CredentialStore.Owned last = null;
    while (true) {
      List<CredentialStore.Owned> page = store.page(last, PAGE);
      for (CredentialStore.Owned row : page) {
        count = count.plus(reseal(row.workspace(), row.credential()));
        last = row;
      }
      if (page.size() < PAGE) {
        return count;
      }
    }
  }

  private Count reseal(WorkspaceId workspace, StoredCredential row) {
    if (vault.isUnderNewest(workspace, row.id(), row.version(), row.sealed())) {
      return Count.NOTHING;
    }
    Sensitive<String> text = vault.open(workspace, row.id(), row.version(), row.sealed());
    if (text == null) {
      return new Count(0, 1);
    }
    byte[] anew = vault.seal(workspace, row.id(), row.version(), text);
    // Changed meanwhile: then it was sealed under the newest anyway.
    return new Count(store.reseal(workspace, row, anew) ? 1 : 0, 0);
  }
}
