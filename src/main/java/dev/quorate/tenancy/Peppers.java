package dev.quorate.tenancy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The secrets that turn a key's text into what is stored. The setting is one secret, which is then
 * version 1, or several as {@code 2:newer,1:older}: the first makes new hashes, all of them find
 * keys, so a pepper can be changed while old keys live on.
 */
@Singleton
public class Peppers {
  static final int MIN_LENGTH = 16;
  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern VERSIONED = Pattern.compile("([1-9][0-9]{0,3}):(.+)");

  private final List<Pepper> peppers;

  @Inject
  Peppers(@ConfigProperty(name = "quorate.key.pepper") String setting) {
    this.peppers = parse(setting);
  }

  private record Pepper(int version, SecretKeySpec secret) {}

  private static List<Pepper> parse(String setting) {
    if (!VERSIONED.matcher(setting).matches()) {
      return List.of(pepper(1, setting));
    }
    List<Pepper> peppers = new ArrayList<>();
    for (String part : setting.split(",", -1)) {
      Matcher versioned = VERSIONED.matcher(part.strip());
      if (!versioned.matches()) {
        throw new IllegalStateException("QUORATE_KEY_PEPPER must read as secret or as 2:new,1:old");
      }
      peppers.add(pepper(Integer.parseInt(versioned.group(1)), versioned.group(2)));
    }
    if (peppers.stream().map(Pepper::version).distinct().count() < peppers.size()) {
      throw new IllegalStateException("QUORATE_KEY_PEPPER has a version twice");
    }
    return List.copyOf(peppers);
  }

  private static Pepper pepper(int version, String secret) {
    if (secret.length() < MIN_LENGTH) {
      throw new IllegalStateException(
          "QUORATE_KEY_PEPPER must have at least " + MIN_LENGTH + " characters");
    }
    return new Pepper(
        version, new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  /** The hash a new key is stored with. */
  public KeyHash hash(KeyText key) {
    return hash(key, peppers.getFirst());
  }

  /** Every hash the key may have been stored with, the newest pepper first. */
  List<KeyHash> hashes(KeyText key) {
    return peppers.stream().map(pepper -> hash(key, pepper)).toList();
  }

  private static KeyHash hash(KeyText key, Pepper pepper) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(pepper.secret());
      byte[] bytes = mac.doFinal(key.reveal().getBytes(StandardCharsets.US_ASCII));
      return KeyHash.of(pepper.version(), bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
    }
  }
}
