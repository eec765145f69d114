package dev.quorate.runs.rows;

import dev.quorate.database.EntityClasses;
import jakarta.inject.Singleton;
import java.util.List;

/** This room's rows. */
@Singleton
class RunEntities implements EntityClasses {
  @Override
  public List<Class<?>> entityClasses() {
    return List.of(
        StoredResponseEntity.class,
        BackgroundRunEntity.class,
        BackgroundEventEntity.class,
        RunNodeEntity.class);
  }
}
