package dev.quorate.presets.rows;

import dev.quorate.database.EntityClasses;
import jakarta.inject.Singleton;
import java.util.List;

/** This room's rows. */
@Singleton
class PresetEntities implements EntityClasses {
  @Override
  public List<Class<?>> entityClasses() {
    return List.of(PresetEntity.class, PresetVersionEntity.class);
  }
}
