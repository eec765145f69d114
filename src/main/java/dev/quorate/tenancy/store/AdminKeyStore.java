package dev.quorate.tenancy.store;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.tenancy.AdminDirectory;
import dev.quorate.tenancy.KeyHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Admin keys, rows of the platform. */
@Singleton
public class AdminKeyStore implements AdminDirectory {
  private final UnitOfWork unitOfWork;

  @Inject
  AdminKeyStore(UnitOfWork unitOfWork) {
    this.unitOfWork = unitOfWork;
  }

  @Override
  public Optional<String> find(List<KeyHash> hashes) {
    List<byte[]> candidates = hashes.stream().map(KeyHash::bytes).toList();
    return unitOfWork.onPlatform(
        Door.ADMISSION,
        session ->
            session
                .createSelectionQuery(
                    "select id from AdminKeyEntity where hash in (:hashes) and not disabled",
                    UUID.class)
                .setParameterList("hashes", candidates)
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(UUID::toString));
  }
}
