package dev.quorate.tenancy.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.http.Refused;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CredentialVaultTest {
  private static final Sensitive<String> SECRET = Sensitive.of("sk-canary-0123456789");

  private final CredentialVault vault =
      new CredentialVault(new Keks(Optional.of("0f".repeat(32)), Optional.empty()));
  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final UUID id = UUID.randomUUID();

  @Test
  void whatIsSealedOpensInItsOwnRowOnly() {
    byte[] sealed = vault.seal(workspace, id, 1, SECRET);

    assertThat(vault.open(workspace, id, 1, sealed)).isEqualTo(SECRET);
    assertThat(vault.open(new WorkspaceId(UUID.randomUUID()), id, 1, sealed)).isNull();
    assertThat(vault.open(workspace, UUID.randomUUID(), 1, sealed)).isNull();
    assertThat(vault.open(workspace, id, 2, sealed)).isNull();
  }

  @Test
  void eachSealHasAKeyOfItsOwnAndShowsNothing() {
    byte[] one = vault.seal(workspace, id, 1, SECRET);
    byte[] other = vault.seal(workspace, id, 1, SECRET);

    assertThat(one).isNotEqualTo(other);
    assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
  }

  @Test
  void anotherDeploymentsKeyOpensNothing() {
    byte[] sealed = vault.seal(workspace, id, 1, SECRET);

    assertThat(
            new CredentialVault(new Keks(Optional.of("1f".repeat(32)), Optional.empty()))
                .open(workspace, id, 1, sealed))
        .isNull();
  }

  @Test
  void withoutADeploymentKeyNothingIsKept() {
    CredentialVault none = new CredentialVault(new Keks(Optional.empty(), Optional.empty()));

    Refused.with(
        ErrorCode.UNSUPPORTED_PARAMETER, "api_key", () -> none.seal(workspace, id, 1, SECRET));
    assertThat(none.open(workspace, id, 1, new byte[100])).isNull();
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutBeingSaid() {
    assertThatThrownBy(
            () -> new CredentialVault(new Keks(Optional.of("not a key at all"), Optional.empty())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("not a key at all");
  }

  private CredentialVault vault(String newest, String... retired) {
    return new CredentialVault(
        new Keks(Optional.of(newest), Optional.of(String.join(",", retired))));
  }

  @Test
  void aRetiredKeyOpensAndTheNewestSeals() {
    String old = "0f".repeat(32);
    String next = "1f".repeat(32);
    byte[] before = vault(old).seal(workspace, id, 1, SECRET);
    CredentialVault both = vault(next, old);

    assertThat(both.open(workspace, id, 1, before)).isEqualTo(SECRET);
    assertThat(both.isUnderNewest(workspace, id, 1, before)).isFalse();

    byte[] after = both.seal(workspace, id, 1, SECRET);
    assertThat(both.isUnderNewest(workspace, id, 1, after)).isTrue();
    assertThat(vault(next).open(workspace, id, 1, after)).isEqualTo(SECRET);
    assertThat(vault(old).open(workspace, id, 1, after)).isNull();
  }

  @Test
  void retiredKeysWithoutANewestAreAMistake() {
    assertThatThrownBy(() -> new Keks(Optional.empty(), Optional.of("0f".repeat(32))))
        .isInstanceOf(IllegalStateException.class);
  }
}
