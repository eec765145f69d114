package dev.quorate.tenancy.credentials;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Seals credentials of workspaces: each under a key of its own, which is sealed under the
 * deployment's (envelope encryption, AES-256-GCM by Tink). Bound to workspace, credential and
 * version, so that what was copied to another row cannot be opened there.
 */
@Singleton
public class CredentialVault {
  private final @Nullable Aead aead;
  private final @Nullable Aead newest;

  @Inject
  public CredentialVault(Keks keks) {
    this.aead = envelope(keks.all());
    this.newest = envelope(keks.newest());
  }

  private static @Nullable Aead envelope(@Nullable Aead deployment) {
    try {
      return deployment == null ? null : KmsEnvelopeAead.create(Keks.dataKeys(), deployment);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }

  /**
   * The credential as the database may see it.
   *
   * @throws dev.quorate.kernel.GatewayException UNSUPPORTED_PARAMETER when no key is configured
   */
  byte[] seal(WorkspaceId workspace, UUID credential, int version, Sensitive<String> text) {
    if (aead == null) {
      throw ErrorCode.UNSUPPORTED_PARAMETER.because(
          "api_key", "This deployment has no QUORATE_KEK, so it cannot keep a credential.");
    }
    try {
      return aead.encrypt(
          text.reveal().getBytes(StandardCharsets.UTF_8),
          associated(workspace, credential, version));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  /** The credential again; null when no key of ours sealed it, or for another row. */
  @Nullable Sensitive<String> open(
      WorkspaceId workspace, UUID credential, int version, byte[] sealed) {
    byte[] plain = opened(aead, sealed, associated(workspace, credential, version));
    return plain == null ? null : Sensitive.of(new String(plain, StandardCharsets.UTF_8));
  }

  /** Whether it is sealed for this row under the newest key. */
  boolean isUnderNewest(WorkspaceId workspace, UUID credential, int version, byte[] sealed) {
    return opened(newest, sealed, associated(workspace, credential, version)) != null;
  }

  private static byte @Nullable [] opened(@Nullable Aead with, byte[] sealed, byte[] associated) {
    try {
      return with == null ? null : with.decrypt(sealed, associated);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private static byte[] associated(WorkspaceId workspace, UUID credential, int version) {
    return (workspace + "|" + credential + "|" + version).getBytes(StandardCharsets.UTF_8);
  }
}
