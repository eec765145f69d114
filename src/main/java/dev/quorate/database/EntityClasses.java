package dev.quorate.database;

import java.util.List;

/** A room's entities. A bean of this type in any room adds them to the mapping at start. */
public interface EntityClasses {
  List<Class<?>> entityClasses();
}
