package dev.quorate.tenancy.store;

import dev.quorate.database.EntityClasses;
import jakarta.inject.Singleton;
import java.util.List;

/** This room's rows. */
@Singleton
class TenancyEntities implements EntityClasses {
  @Override
  public List<Class<?>> entityClasses() {
    return List.of(
        WorkspaceEntity.class, ProjectEntity.class, ApiKeyEntity.class, AdminKeyEntity.class);
  }
}
