package dev.quorate.catalog;

import dev.quorate.database.EntityClasses;
import jakarta.inject.Singleton;
import java.util.List;

/** Tells the mapping which entities this room has. */
@Singleton
class CatalogEntities implements EntityClasses {
  @Override
  public List<Class<?>> entityClasses() {
    return List.of(
        ProviderEntity.class, ModelEntity.class, FallbackEntity.class, PriceEntity.class);
  }
}
