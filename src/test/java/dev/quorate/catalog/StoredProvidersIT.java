package dev.quorate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.database.PlainUnitOfWork;
import dev.quorate.kernel.Sensitive;
import dev.quorate.system.FreshDatabase;
import dev.quorate.tenancy.credentials.Keks;
import dev.quorate.tenancy.credentials.Resealing.Count;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The deployment's key is replaced: the credentials of its own providers come along. */
class StoredProvidersIT {
  private static final String OLD = "0f".repeat(32);
  private static final String NEXT = "1f".repeat(32);
  private static final String FOREIGN = "2f".repeat(32);

  private final FreshDatabase database = FreshDatabase.create();

  private static CredentialSeal seal(String newest, String... retired) {
    return new CredentialSeal(
        new Keks(Optional.of(newest), Optional.of(String.join(",", retired))));
  }

  private static Sensitive<String> text(String provider) {
    return Sensitive.of("sk-" + provider);
  }

  @Test
  void allRowsMoveToTheNewestKeyOnce() throws Exception {
    row("old", OLD);
    row("other-old", OLD);
    row("current", NEXT);
    row("lost", FOREIGN);
    row("open", null);
    try (PlainUnitOfWork work = PlainUnitOfWork.on(database, new CatalogEntities())) {
      CatalogStore store = new CatalogStore(work.unit(), seal(NEXT, OLD));

      assertThat(store.reseal()).isEqualTo(new Count(2, 1));
      assertThat(store.reseal()).isEqualTo(new Count(0, 1));

      CatalogStore withoutTheOld = new CatalogStore(work.unit(), seal(NEXT));
      for (String id : new String[] {"old", "other-old", "current"}) {
        assertThat(provider(withoutTheOld, id).credential()).isEqualTo(text(id));
      }
      assertThat(provider(withoutTheOld, "lost").credentialReadable()).isFalse();
      assertThat(provider(new CatalogStore(work.unit(), seal(FOREIGN)), "lost").credential())
          .isEqualTo(text("lost"));
      assertThat(provider(withoutTheOld, "open").credential()).isNull();
      assertThat(provider(withoutTheOld, "open").credentialReadable()).isTrue();
    }
  }

  private static CatalogProvider provider(CatalogStore store, String id) {
    return store.load().providers().stream()
        .filter(provider -> provider.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void row(String id, String kek) throws SQLException {
    try (Connection owner = database.connectAsOwner();
        PreparedStatement insert =
            owner.prepareStatement(
                "INSERT INTO provider (id, dialect, base_url, api_key_sealed, connect_timeout_ms,"
                    + " concurrency, on_client_abort, created_at, updated_at) VALUES (?, 'openai',"
                    + " 'http://127.0.0.1:1/v1', ?, 1000, 10, 'cancel', now(), now())")) {
      insert.setString(1, id);
      insert.setBytes(2, kek == null ? null : seal(kek).seal(id, text(id)));
      insert.execute();
    }
  }
}
