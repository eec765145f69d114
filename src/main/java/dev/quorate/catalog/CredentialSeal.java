package dev.quorate.catalog;

import com.google.crypto.tink.Aead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Sensitive;
import dev.quorate.tenancy.credentials.Keks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps provider credentials unreadable in the database: AES-256-GCM by Tink under the deployment's
 * key, bound to the provider's id so that a row copied to another id cannot be opened.
 */
@Singleton
public class CredentialSeal {
  private final @Nullable Aead aead;
  private final @Nullable Aead newest;

  @Inject
  public CredentialSeal(Keks keks) {
    this.aead = keks.all();
    this.newest = keks.newest();
  }

  /**
   * The credential as the database may see it.
   *
   * @throws dev.quorate.kernel.GatewayException UNSUPPORTED_PARAMETER when no key is configured
   */
  public byte[] seal(String providerId, Sensitive<String> credential) {
    if (aead == null) {
      throw ErrorCode.UNSUPPORTED_PARAMETER.because(
          "api_key",
          "This deployment has no QUORATE_KEK, so it cannot keep a credential; set it, or give the"
              + " credential by environment.");
    }
    try {
      return aead.encrypt(
          credential.reveal().getBytes(StandardCharsets.UTF_8), associated(providerId));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  /** The credential again, or null when no key of ours sealed it, or for another provider. */
  @Nullable Sensitive<String> open(String providerId, byte[] sealed) {
    byte[] plain = opened(aead, providerId, sealed);
    return plain == null ? null : Sensitive.of(new String(plain, StandardCharsets.UTF_8));
  }

  /** Whether it is sealed for this provider under the newest key. */
  boolean isUnderNewest(String providerId, byte[] sealed) {
    return opened(newest, providerId, sealed) != null;
  }

  private static byte @Nullable [] opened(@Nullable Aead with, String providerId, byte[] sealed) {
    try {
      return with == null ? null : with.decrypt(sealed, associated(providerId));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private static byte[] associated(String providerId) {
    return ("provider|" + providerId + "|1").getBytes(StandardCharsets.UTF_8);
  }
}
