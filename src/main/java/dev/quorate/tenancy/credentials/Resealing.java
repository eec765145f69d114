package dev.quorate.tenancy.credentials;

/**
 * A room that keeps credentials sealed. Every bean that is one is asked when a key was replaced.
 */
public interface Resealing {
  /** Seals anew, under the newest key, what an older one sealed. May be repeated at any time. */
  Count reseal();

  /**
   * What was found.
   *
   * @param anew sealed under the newest key now
   * @param unreadable opened by none of the keys
   */
  record Count(int anew, int unreadable) {
    public static final Count NOTHING = new Count(0, 0);

    public Count plus(Count other) {
      return new Count(anew + other.anew, unreadable + other.unreadable);
    }
  }
}
