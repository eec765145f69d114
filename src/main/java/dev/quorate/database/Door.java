package dev.quorate.database;

import java.time.Duration;

/**
 * A way to the database with a pool of its own, so that a rush at one does not starve the others.
 * No thread holds a connection of one door while it asks for another.
 */
public enum Door {
  /** New requests. Full means the gateway is full: shed early rather than queue. */
  ADMISSION("admission", Duration.ofMillis(50)),
  /** What has already happened and must be written. */
  SETTLEMENT("settlement", Duration.ofSeconds(30)),
  /** Reading for people: few at a time, cut off by the database after 15 s. */
  REPORTS("reports", Duration.ofSeconds(2));

  private final String label;
  private final Duration patience;

  Door(String label, Duration patience) {
    this.label = label;
    this.patience = patience;
  }

  /** JNDI name of the server's pool. */
  String jndiName() {
    return "jdbc/quorate-" + label;
  }

  /** Configuration key of the pool's size, which the server reads too. */
  String sizeKey() {
    return "quorate.db." + label + "-pool-size";
  }

  /** How long a unit of work waits for its turn. */
  Duration patience() {
    return patience;
  }
}
