package dev.quorate.launcher;

/**
 * The variables the launcher itself reads or makes. The rooms' own keys come from {@code
 * microprofile-config.properties}; {@link Variables} knows both.
 */
enum Variable {
  QUORATE_HTTP_PORT("Port of the API. Default 9080."),
  QUORATE_HTTP_HOST("Address the API listens on. Default every address."),
  QUORATE_DATA_DIR(
      "Folder for database, secrets and logs. Default .quorate in the working folder."),
  QUORATE_DB_URL(
      "A PostgreSQL of your own, as a JDBC or postgresql:// URL. Absent: an embedded one."),
  QUORATE_DB_USER("Owner of the schema in that database; may create roles and tables."),
  QUORATE_DB_PASSWORD("That user's password."),
  QUORATE_DB_ADMISSION_POOL_SIZE("Connections for new requests. Default 16."),
  QUORATE_DB_SETTLEMENT_POOL_SIZE("Connections for the ledger. Default 16."),
  QUORATE_DB_REPORTS_POOL_SIZE("Connections for reports. Default 4."),
  QUORATE_ADMIN_KEY(
      "A qrt_admin_ key to accept. Absent: one is made at first start, printed once."),
  QUORATE_KEY_PEPPER("Secret that API keys are hashed with. Absent: made once and kept."),
  QUORATE_KEK(
      "Key that encrypts stored provider credentials: 32 bytes in Base64 or hexadecimal. Absent:"
          + " made once and kept."),
  QUORATE_KEK_RETIRED(
      "Keys that QUORATE_KEK has replaced, separated by commas; they open, and do not seal."),
  QUORATE_SANDBOX_KEY("Secret of the built-in sandbox provider. Absent: made at every start."),
  QUORATE_BOOTSTRAP_ADMIN_KEY(
      "Made by the launcher: the admin key to adopt when there is none yet."),
  QUORATE_BOOTSTRAP_API_KEY("Made by the launcher: the API key to adopt when there is none yet."),
  QUORATE_JVM_OPTIONS("Options for the server's Java, separated by spaces; the last word wins.");

  private final String meaning;

  Variable(String meaning) {
    this.meaning = meaning;
  }

  /** One line for people. */
  String meaning() {
    return meaning;
  }
}
