package dev.quorate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.Sensitive;
import dev.quorate.tenancy.credentials.Keks;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialSealTest {
  private static final Sensitive<String> SECRET = Sensitive.of("sk-very-secret");

  private static CredentialSeal seal(int filling) {
    byte[] key = new byte[32];
    key[0] = (byte) filling;
    return new CredentialSeal(
        new Keks(Optional.of(Base64.getEncoder().encodeToString(key)), Optional.empty()));
  }

  @Test
  void sealedCredentialIsUnreadableAndOpensAgain() {
    byte[] sealed = seal(1).seal("openai", SECRET);

    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(seal(1).open("openai", sealed)).isEqualTo(SECRET);
    assertThat(seal(1).seal("openai", SECRET)).isNotEqualTo(sealed);
  }

  @Test
  void anotherKeyProviderOrByteDoesNotOpenIt() {
    byte[] sealed = seal(1).seal("openai", SECRET);
    byte[] bent = sealed.clone();
    bent[bent.length - 1] ^= 1;

    assertThat(seal(2).open("openai", sealed)).isNull();
    assertThat(seal(1).open("other", sealed)).isNull();
    assertThat(seal(1).open("openai", bent)).isNull();
    assertThat(
            new CredentialSeal(new Keks(Optional.empty(), Optional.empty())).open("openai", sealed))
        .isNull();
  }

  @Test
  void keyMayBeWrittenInHexadecimal() {
    byte[] sealed = seal(1).seal("openai", SECRET);
    CredentialSeal hex =
        new CredentialSeal(new Keks(Optional.of("01" + "00".repeat(31)), Optional.empty()));

    assertThat(hex.open("openai", sealed)).isEqualTo(SECRET);
  }

  @Test
  void withoutAKeyNothingIsStored() {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() ->
            new CredentialSeal(new Keks(Optional.empty(), Optional.empty())).seal("openai", SECRET))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_PARAMETER));
  }

  @Test
  void badKeyStopsTheStartWithoutBeingSaid() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new CredentialSeal(new Keks(Optional.of("c2hvcnQ="), Optional.empty())))
        .withMessage("QUORATE_KEK must be 32 bytes, in Base64 or hexadecimal");
    assertThatIllegalStateException()
        .isThrownBy(() -> new CredentialSeal(new Keks(Optional.of("!secret!"), Optional.empty())))
        .withMessage("QUORATE_KEK is neither Base64 nor hexadecimal")
        .withNoCause();
  }
}
