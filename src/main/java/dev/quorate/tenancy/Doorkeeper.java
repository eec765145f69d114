package dev.quorate.tenancy;

import dev.quorate.http.InFlight;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: reads {@code Authorization: Bearer …}. Blocks, so only after the hand-over.
 *
 * <p>401 says the key is not known to us, or no longer good. 403 says it is good, but not here: an
 * admin key outside {@code /v1/admin}, or an API key inside.
 */
@Singleton
public class Doorkeeper {
  private static final String SCHEME = "Bearer ";

  private final VerifiedKeys keys;
  private final AdminKeys admins;
  private final InFlight inFlight;
  private final Clock clock;

  @Inject
  Doorkeeper(VerifiedKeys keys, AdminKeys admins, InFlight inFlight, Clock clock) {
    this.keys = keys;
    this.admins = admins;
    this.inFlight = inFlight;
    this.clock = clock;
  }

  /**
   * The caller behind an API key.
   *
   * @throws GatewayException INVALID_API_KEY, API_KEY_DISABLED, API_KEY_EXPIRED, INSUFFICIENT_SCOPE
   */
  public Caller caller(RequestHead head) {
    KeyText text = bearer(head);
    if (text.kind() == KeyText.Kind.ADMIN) {
      throw admins.find(text).isPresent()
          ? ErrorCode.INSUFFICIENT_SCOPE.because("An admin key works only on /v1/admin.")
          : unknown();
    }
    return verified(head, text);
  }

  /**
   * Passes for an admin key only, and says which it is.
   *
   * @throws GatewayException INVALID_API_KEY, API_KEY_DISABLED, API_KEY_EXPIRED, INSUFFICIENT_SCOPE
   */
  public Actor admin(RequestHead head) {
    KeyText text = bearer(head);
    if (text.kind() != KeyText.Kind.ADMIN) {
      verified(head, text);
      throw ErrorCode.INSUFFICIENT_SCOPE.because("This endpoint needs an admin key.");
    }
    return admins.find(text).orElseThrow(Doorkeeper::unknown);
  }

  private Caller verified(RequestHead head, KeyText text) {
    KeyDirectory.Found found = keys.find(text).orElseThrow(Doorkeeper::unknown);
    inFlight.noteWorkspace(head, found.workspace().id());
    if (found.key().disabled()) {
      throw ErrorCode.API_KEY_DISABLED.because("This key is disabled.");
    }
    if (found.workspace().status() != Status.ACTIVE) {
      throw ErrorCode.API_KEY_DISABLED.because("The workspace of this key is disabled.");
    }
    if (isPast(found.key().expiresAt())) {
      throw ErrorCode.API_KEY_EXPIRED.because("This key has expired.");
    }
    if (isPast(found.goodUntil())) {
      throw ErrorCode.API_KEY_EXPIRED.because("This key was rotated, and its old text has ended.");
    }
    return found.key().caller(found.workspace().settings().limits());
  }

  private boolean isPast(@Nullable Instant moment) {
    return moment != null && !clock.instant().isBefore(moment);
  }

  private static KeyText bearer(RequestHead head) {
    String header = head.header("authorization").orElse("");
    if (header.isEmpty()) {
      throw ErrorCode.INVALID_API_KEY.because(
          "No API key: send the header 'Authorization: Bearer <key>'.");
    }
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw ErrorCode.INVALID_API_KEY.because("The Authorization header must read 'Bearer <key>'.");
    }
    return KeyText.parse(header.substring(SCHEME.length()).strip())
        .orElseThrow(() ->
            ErrorCode.INVALID_API_KEY.because(
                "The API key is malformed: keys begin with qrt_ and end with a checksum."));
  }

  private static GatewayException unknown() {
    return ErrorCode.INVALID_API_KEY.because("The API key is not known.");
  }
}
