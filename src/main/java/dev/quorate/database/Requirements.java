package dev.quorate.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What the ledger asks of its database; looked at once, before anything is written. */
@Singleton
class Requirements {
  /** {@code uuid_extract_timestamp}, which checks the day of a ledger line, came with 17. */
  private static final int OLDEST_VERSION = 17_00_00;

  private static final String SETTINGS =
      """
      SELECT current_setting('server_version_num')::int AS version,
             current_setting('fsync') AS fsync,
             current_setting('synchronous_commit') AS synchronous_commit,
             current_setting('default_transaction_isolation') AS isolation,
             current_setting('server_encoding') AS encoding
      """;

  private final Doors doors;

  @Inject
  Requirements(Doors doors) {
    this.doors = doors;
  }

  /**
   * Looks at the server as the owner, and at the application's own way in.
   *
   * @throws StartRefused naming the setting and the value it needs
   */
  void check() {
    try (Connection connection = doors.owner().getConnection();
        Statement statement = connection.createStatement();
        ResultSet settings = statement.executeQuery(SETTINGS)) {
      settings.next();
      if (settings.getInt("version") < OLDEST_VERSION) {
        throw new StartRefused("PostgreSQL 17 or newer is needed.");
      }
      require(settings, "fsync", "on");
      // Unlike off, each of the other values waits for the local disk.
      refuse(settings, "synchronous_commit", "off");
      require(settings, "isolation", "read committed");
      require(settings, "encoding", "UTF8");
    } catch (SQLException e) {
      throw new StartRefused("the database does not answer: " + e.getMessage(), e);
    }
  }

  /** The database's clock, read through a door of the application, so that role and grants show. */
  Instant now() {
    try (Connection connection = doors.pool(Door.SETTLEMENT).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT clock_timestamp(), current_user")) {
      row.next();
      if (!"quorate_app".equals(row.getString(2))) {
        throw new StartRefused("the application must connect with options=-c role=quorate_app.");
      }
      return row.getObject(1, OffsetDateTime.class).toInstant();
    } catch (SQLException e) {
      throw new StartRefused("the role quorate_app cannot be used: " + e.getMessage(), e);
    }
  }

  private static void require(ResultSet settings, String name, String value) throws SQLException {
    String found = settings.getString(name);
    if (!value.equals(found)) {
      throw new StartRefused(
          "the database has " + name + " = " + found + "; it must be " + value + ".");
    }
  }

  private static void refuse(ResultSet settings, String name, String value) throws SQLException {
    if (value.equals(settings.getString(name))) {
      throw new StartRefused(
          "the database has " + name + " = " + value + "; a ledger needs it on.");
    }
  }
}
