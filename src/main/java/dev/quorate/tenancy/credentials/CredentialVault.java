package dev.quorate.tenancy.credentials;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.util.SecretBytes;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Seals credentials of workspaces: each under a key of its own, which is sealed under the
 * deployment's (envelope encryption, AES-256-GCM by Tink). Bound to workspace, credential and
 * version, so that what was copied to another row cannot be opened there.
 */
@Singleton
public class CredentialVault {
  private static final int KEY_BYTES = 32;
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

  private final @Nullable Aead aead;

  /**
   * @param key {@code QUORATE_KEK}: 32 bytes in Base64 or hexadecimal; without it no credential can
   *     be kept
   */
  @Inject
  public CredentialVault(@ConfigProperty(name = "quorate.kek") Optional<String> key) {
    this.aead = key.isEmpty() ? null : envelope(bytesOf(key.get().strip()));
  }

  private static byte[] bytesOf(String key) {
    byte[] bytes;
    try {
      bytes =
          HEX.matcher(key).matches()
              ? HexFormat.of().parseHex(key)
              : Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      // The text is a secret, so neither it nor the decoder's message may travel further.
      throw new IllegalStateException("QUORATE_KEK is neither Base64 nor hexadecimal");
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException("QUORATE_KEK must be " + KEY_BYTES + " bytes");
    }
    return bytes;
  }

  @AccessesPartialKey
  private static Aead envelope(byte[] key) {
    try {
      AeadConfig.register();
      AesGcmParameters parameters =
          AesGcmParameters.builder()
              .setKeySizeBytes(KEY_BYTES)
              .setIvSizeBytes(12)
              .setTagSizeBytes(16)
              .setVariant(AesGcmParameters.Variant.NO_PREFIX)
              .build();
      AesGcmKey outer =
          AesGcmKey.builder()
              .setParameters(parameters)
              .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
              .build();
      Aead deployment =
          KeysetHandle.newBuilder()
              .addEntry(KeysetHandle.importKey(outer).withRandomId().makePrimary())
              .build()
              .getPrimitive(RegistryConfiguration.get(), Aead.class);
      return KmsEnvelopeAead.create(parameters, deployment);
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

  /** The credential again; null when it was sealed with another key or for another row. */
  @Nullable Sensitive<String> open(
      WorkspaceId workspace, UUID credential, int version, byte[] sealed) {
    if (aead == null) {
      return null;
    }
    try {
      byte[] plain = aead.decrypt(sealed, associated(workspace, credential, version));
      return Sensitive.of(new String(plain, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private static byte[] associated(WorkspaceId workspace, UUID credential, int version) {
    return (workspace + "|" + credential + "|" + version).getBytes(StandardCharsets.UTF_8);
  }
}
