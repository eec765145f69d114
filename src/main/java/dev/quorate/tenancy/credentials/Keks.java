package dev.quorate.tenancy.credentials;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The deployment's keys, under which stored credentials are sealed: the newest seals, and those it
 * replaced still open. A sealed text does not name its key; authenticated encryption says whether a
 * key is the one.
 */
@Singleton
public class Keks {
  private static final int KEY_BYTES = 32;
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
  private static final AesGcmParameters PARAMETERS = parameters();

  /** The newest first. */
  private final List<AesGcmKey> keys = new ArrayList<>();

  /**
   * @param newest {@code QUORATE_KEK}: 32 bytes in Base64 or hexadecimal; without it no credential
   *     can be kept
   * @param retired {@code QUORATE_KEK_RETIRED}: further ones, separated by commas
   */
  @Inject
  public Keks(
      @ConfigProperty(name = "quorate.kek") Optional<String> newest,
      @ConfigProperty(name = "quorate.kek.retired") Optional<String> retired) {
    newest.ifPresent(key -> keys.add(key("QUORATE_KEK", key.strip())));
    for (String key : retired.orElse("").split(",", -1)) {
      if (!key.isBlank()) {
        keys.add(key("QUORATE_KEK_RETIRED", key.strip()));
      }
    }
    if (newest.isEmpty() && !keys.isEmpty()) {
      throw new IllegalStateException("QUORATE_KEK_RETIRED is set and QUORATE_KEK is not");
    }
  }

  /** How a credential's own key is made, too. */
  private static AesGcmParameters parameters() {
    try {
      AeadConfig.register();
      return AesGcmParameters.builder()
          .setKeySizeBytes(KEY_BYTES)
          .setIvSizeBytes(12)
          .setTagSizeBytes(16)
          .setVariant(AesGcmParameters.Variant.NO_PREFIX)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }

  @AccessesPartialKey
  private static AesGcmKey key(String variable, String text) {
    try {
      return AesGcmKey.builder()
          .setParameters(PARAMETERS)
          .setKeyBytes(SecretBytes.copyFrom(bytesOf(variable, text), InsecureSecretKeyAccess.get()))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }

  private static byte[] bytesOf(String variable, String text) {
    byte[] bytes;
    try {
      bytes =
          HEX.matcher(text).matches()
              ? HexFormat.of().parseHex(text)
              : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // The text is a secret, so neither it nor the decoder's message may travel further.
      throw new IllegalStateException(variable + " is neither Base64 nor hexadecimal");
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException(
          variable + " must be " + KEY_BYTES + " bytes, in Base64 or hexadecimal");
    }
    return bytes;
  }

  static AesGcmParameters dataKeys() {
    return PARAMETERS;
  }

  /** Whether what is stored may be under an older key than the newest. */
  public boolean haveRetired() {
    return keys.size() > 1;
  }

  /** Seals under the newest, opens what any of them sealed; null without a key. */
  public @Nullable Aead all() {
    return keys.isEmpty() ? null : of(keys);
  }

  /** Opens only what the newest sealed; null without a key. */
  public @Nullable Aead newest() {
    return keys.isEmpty() ? null : of(keys.subList(0, 1));
  }

  private static Aead of(List<AesGcmKey> keys) {
    try {
      KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
      for (int at = 0; at < keys.size(); at++) {
        KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(keys.get(at)).withRandomId();
        keyset.addEntry(at == 0 ? entry.makePrimary() : entry);
      }
      return keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }
}
