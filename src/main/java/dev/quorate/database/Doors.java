package dev.quorate.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/**
 * The server's pools, each behind as many permits as it has connections: whoever has a permit finds
 * a connection, and waiting is measured in milliseconds, where Liberty's own wait knows only
 * seconds.
 */
@Singleton
class Doors {
  private static final String OWNER = "jdbc/quorate-owner";

  private final Map<Door, DataSource> pools = new EnumMap<>(Door.class);
  private final Map<Door, Semaphore> permits = new EnumMap<>(Door.class);
  private final DataSource owner;

  @Inject
  Doors(Config config) {
    for (Door door : Door.values()) {
      pools.put(door, lookup(door.jndiName()));
      permits.put(door, new Semaphore(config.getValue(door.sizeKey(), Integer.class), true));
    }
    owner = lookup(OWNER);
  }

  /** The schema owner's pool, for the migrations at start. */
  DataSource owner() {
    return owner;
  }

  /** A door's bare pool, without its permits; for the mapping's own look at the schema at start. */
  DataSource pool(Door door) {
    return of(pools, door);
  }

  /**
   * Waits for the door's turn and takes a connection. The caller leaves through {@link #leave}.
   *
   * @throws DatabaseUnavailable when the door stays full or no connection can be made
   */
  Connection enter(Door door) {
    Semaphore turn = of(permits, door);
    awaitTurn(door, turn);
    try {
      return of(pools, door).getConnection();
    } catch (SQLException e) {
      turn.release();
      throw new DatabaseUnavailable("No connection at door " + door + ".", e, false);
    } catch (RuntimeException e) {
      turn.release();
      throw e;
    }
  }

  /**
   * Gives connection and turn back. A connection that cannot be closed is the pool's to discard.
   */
  void leave(Door door, Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      System.getLogger(Doors.class.getName())
          .log(System.Logger.Level.DEBUG, "A broken connection would not close.", e);
    } finally {
      of(permits, door).release();
    }
  }

  private static void awaitTurn(Door door, Semaphore turn) {
    try {
      if (!turn.tryAcquire(door.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw DatabaseUnavailable.full(door);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("Interrupted while waiting at door " + door + ".", e, false);
    }
  }

  @SuppressWarnings("BanJNDI") // the names are constants, and the server's own
  private static DataSource lookup(String name) {
    try {
      return InitialContext.doLookup(name);
    } catch (NamingException e) {
      throw new IllegalStateException("The server has no data source " + name + ".", e);
    }
  }

  private static <V> V of(Map<Door, V> map, Door door) {
    V value = map.get(door);
    if (value == null) {
      throw new IllegalStateException("No such door: " + door);
    }
    return value;
  }
}
