package dev.quorate.catalog;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Sensitive;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps provider credentials unreadable in the database: AES-256-GCM by Tink under the deployment's
 * key, bound to the provider's id so that a row copied to another id cannot be opened.
 */
@Singleton
public class CredentialSeal {
  private static final int KEY_BYTES = 32;
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

  private final @Nullable Aead aead;

  /**
   * @param key {@code QUORATE_KEK}: 32 bytes in Base64 or hexadecimal; without it no credential can
   *     be stored
   */
  @Inject
  public CredentialSeal(@ConfigProperty(name = "quorate.kek") Optional<String> key) {
    this.aead = key.isEmpty() ? null : aeadOf(bytesOf(key.get().strip()));
  }

  private static byte[] bytesOf(String key) {
    byte[] bytes;
    try {
      bytes = HEX.matcher(key).matches() ? HexFormat.of().parseHex(key) : base64(key);
    } catch (IllegalArgumentException e) {
      // The text is a secret, so neither it nor the decoder's message may travel further.
      throw new IllegalStateException("QUORATE_KEK is neither Base64 nor hexadecimal");
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException(
          "QUORATE_KEK must be " + KEY_BYTES + " bytes, in Base64 or hexadecimal");
    }
    return bytes;
  }

  private static byte[] base64(String key) {
    return Base64.getDecoder().decode(key);
  }

  @AccessesPartialKey
  private static Aead aeadOf(byte[] key) {
    try {
      AeadConfig.register();
      AesGcmParameters parameters =
          AesGcmParameters.builder()
              .setKeySizeBytes(KEY_BYTES)
              .setIvSizeBytes(12)
              .setTagSizeBytes(16)
              .setVariant(AesGcmParameters.Variant.NO_PREFIX)
              .build();
      AesGcmKey aesKey =
          AesGcmKey.builder()
              .setParameters(parameters)
              .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
              .build();
      KeysetHandle keyset =
          KeysetHandle.newBuilder()
              .addEntry(KeysetHandle.importKey(aesKey).withRandomId().makePrimary())
              .build();
      return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
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

  /** The credential again, or null when it was sealed with another key or for another provider. */
  @Nullable Sensitive<String> open(String providerId, byte[] sealed) {
    if (aead == null) {
      return null;
    }
    try {
      byte[] plain = aead.decrypt(sealed, associated(providerId));
      return Sensitive.of(new String(plain, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private static byte[] associated(String providerId) {
    return ("provider|" + providerId + "|1").getBytes(StandardCharsets.UTF_8);
  }
}
