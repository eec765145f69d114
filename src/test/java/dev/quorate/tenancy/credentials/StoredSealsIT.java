package dev.quorate.tenancy.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.database.Door;
import dev.quorate.database.PlainUnitOfWork;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.UuidV7;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.system.FreshDatabase;
import dev.quorate.tenancy.credentials.Resealing.Count;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The deployment's key is replaced: every workspace's credentials come along. */
class StoredSealsIT {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String OLD = "0f".repeat(32);
  private static final String NEXT = "1f".repeat(32);
  private static final String FOREIGN = "2f".repeat(32);

  private static CredentialVault vault(String newest, String... retired) {
    return new CredentialVault(
        new Keks(Optional.of(newest), Optional.of(String.join(",", retired))));
  }

  private static Sensitive<String> text(WorkspaceId workspace) {
    return Sensitive.of("sk-" + workspace);
  }

  @Test
  void allRowsMoveToTheNewestKeyOnce() throws Exception {
    FreshDatabase database = FreshDatabase.create();
    try (PlainUnitOfWork work =
        PlainUnitOfWork.on(database, () -> List.of(CredentialEntity.class))) {
      @SuppressWarnings("NullAway") // nothing is audited here
      CredentialStore store = new CredentialStore(work.unit(), null);
      WorkspaceId one = row(database, work, vault(OLD));
      WorkspaceId other = row(database, work, vault(OLD));
      WorkspaceId current = row(database, work, vault(NEXT));
      WorkspaceId lost = row(database, work, vault(FOREIGN));
      StoredSeals seals = new StoredSeals(store, vault(NEXT, OLD));

      assertThat(seals.reseal()).isEqualTo(new Count(2, 1));
      assertThat(seals.reseal()).isEqualTo(new Count(0, 1));

      CredentialVault withoutTheOld = vault(NEXT);
      for (WorkspaceId workspace : List.of(one, other, current)) {
        StoredCredential row = store.list(workspace).getFirst();
        assertThat(withoutTheOld.open(workspace, row.id(), row.version(), row.sealed()))
            .isEqualTo(text(workspace));
      }
      StoredCredential kept = store.list(lost).getFirst();
      assertThat(vault(FOREIGN).open(lost, kept.id(), kept.version(), kept.sealed()))
          .isEqualTo(text(lost));
    }
  }

  private static WorkspaceId row(
      FreshDatabase database, PlainUnitOfWork work, CredentialVault vault) throws Exception {
    WorkspaceId workspace = new WorkspaceId(UuidV7.create(CLOCK));
    try (Connection owner = database.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute(
          "INSERT INTO workspace (id, slug, name, created_at) VALUES ('%s', 'w%s', 'w', now())"
              .formatted(workspace, UUID.randomUUID().toString().substring(0, 8)));
    }
    UUID id = UuidV7.create(CLOCK);
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    StoredCredential credential =
        new StoredCredential(
            id, "openai", null, 1, "", vault.seal(workspace, id, 1, text(workspace)), now, now);
    return work.unit()
        .inWorkspace(
            Door.ADMISSION,
            workspace,
            session -> {
              session.insert(CredentialEntity.of(workspace, credential));
              return workspace;
            });
  }
}
