package dev.quorate.tenancy;

import static dev.quorate.kernel.ErrorCode.API_KEY_DISABLED;
import static dev.quorate.kernel.ErrorCode.API_KEY_EXPIRED;
import static dev.quorate.kernel.ErrorCode.INSUFFICIENT_SCOPE;
import static dev.quorate.kernel.ErrorCode.INVALID_API_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.http.InFlight;
import dev.quorate.http.Refused;
import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.tenancy.limits.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorkeeperTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration MEMORY = Duration.ofSeconds(20);
  private static final Peppers PEPPERS = new Peppers("a pepper of the tests");
  private static final KeyText LIVE = KeyText.random(KeyText.Kind.LIVE);
  private static final KeyText CONFIGURED = KeyText.random(KeyText.Kind.ADMIN);
  private static final KeyText STORED = KeyText.random(KeyText.Kind.ADMIN);

  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private KeyDirectory.Found found = found(false, null, Status.ACTIVE);
  private int lookUps;
  private long nanos;
  private final VerifiedKeys verified = new VerifiedKeys(PEPPERS, this::find, MEMORY, () -> nanos);
  private final AdminKeys admins =
      new AdminKeys(
          PEPPERS,
          hashes ->
              hashes.contains(PEPPERS.hash(STORED)) ? Optional.of("stored") : Optional.empty(),
          CONFIGURED,
          MEMORY);
  private final Doorkeeper doorkeeper =
      new Doorkeeper(verified, admins, new InFlight(9, 9, 9), Clock.fixed(NOON, ZoneOffset.UTC));

  private Optional<KeyDirectory.Found> find(List<KeyHash> hashes) {
    lookUps++;
    return hashes.contains(PEPPERS.hash(LIVE)) ? Optional.of(found) : Optional.empty();
  }

  private KeyDirectory.Found found(boolean disabled, Instant expiresAt, Status status) {
    ApiKey key =
        new ApiKey(
            workspace,
            new ApiKeyId(UUID.randomUUID()),
            "production",
            LIVE.shownPrefix(),
            LIVE.lastFour(),
            false,
            Set.of(Scope.INFERENCE),
            null,
            List.of(),
            expiresAt,
            disabled,
            NOON,
            RateLimit.NONE);
    return new KeyDirectory.Found(key, new Workspace(workspace, "acme", "Acme", status, NOON));
  }

  private static RequestHead head(String authorization) {
    return new RequestHead(
        RequestId.create(Clock.systemUTC()),
        NOON,
        0,
        authorization == null ? Map.of() : Map.of("authorization", authorization),
        Map.of());
  }

  private Caller call(KeyText key) {
    return doorkeeper.caller(head("Bearer " + key.reveal()));
  }

  private void refused(ErrorCode code) {
    Refused.with(code, null, () -> call(LIVE));
  }

  @Test
  void aGoodKeyIsItsCaller() {
    assertThat(call(LIVE).workspace()).isEqualTo(workspace);
    assertThat(doorkeeper.caller(head("bearer  " + LIVE.reveal() + " ")).key())
        .isEqualTo(found.key().id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Basic dXNlcjpwYXNz",
        "qrt_live_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL",
        "Bearer qrt_live_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdX",
        "Bearer sk-anything"
      })
  void whatIsNoKeyIsRefusedBeforeAnyLookUp(String authorization) {
    Refused.with(INVALID_API_KEY, null, () -> doorkeeper.caller(head(authorization)));
    Refused.with(INVALID_API_KEY, null, () -> doorkeeper.admin(head(authorization)));
    Refused.with(INVALID_API_KEY, null, () -> doorkeeper.caller(head(null)));

    assertThat(lookUps).isZero();
  }

  @Test
  void aKeyNobodyMadeIsUnknown() {
    KeyText stranger = KeyText.random(KeyText.Kind.TEST);
    Refused.with(INVALID_API_KEY, null, () -> call(stranger));
  }

  @Test
  void aDisabledKeyAndOneOfADisabledWorkspaceAreRefused() {
    found = found(true, null, Status.ACTIVE);
    refused(API_KEY_DISABLED);

    verified.forget();
    found = found(false, null, Status.DISABLED);
    refused(API_KEY_DISABLED);
  }

  @Test
  void expiryIsLookedAtOnEachUse() {
    found = found(false, NOON.plusMillis(1), Status.ACTIVE);
    assertThat(call(LIVE)).isNotNull();

    verified.forget();
    found = found(false, NOON, Status.ACTIVE);
    refused(API_KEY_EXPIRED);
  }

  @Test
  void aKeyIsLookedUpOnceInItsTimeAndARevocationIsSeenAfterIt() {
    call(LIVE);
    found = found(true, null, Status.ACTIVE);
    nanos = MEMORY.toNanos() - 1;
    call(LIVE);
    assertThat(lookUps).isEqualTo(1);

    nanos = MEMORY.toNanos() + 1;
    refused(API_KEY_DISABLED);
  }

  @Test
  void anUnknownKeyIsAskedForAgainSoon() {
    KeyText stranger = KeyText.random(KeyText.Kind.LIVE);
    Refused.with(INVALID_API_KEY, null, () -> call(stranger));
    Refused.with(INVALID_API_KEY, null, () -> call(stranger));
    assertThat(lookUps).isEqualTo(1);

    nanos = Duration.ofSeconds(3).toNanos();
    Refused.with(INVALID_API_KEY, null, () -> call(stranger));
    assertThat(lookUps).isEqualTo(2);
  }

  @Test
  void adminKeysPassOnlyTheAdminDoor() {
    doorkeeper.admin(head("Bearer " + CONFIGURED.reveal()));
    doorkeeper.admin(head("Bearer " + STORED.reveal()));

    Refused.with(INSUFFICIENT_SCOPE, null, () -> call(CONFIGURED));
    Refused.with(INSUFFICIENT_SCOPE, null, () -> call(STORED));
  }

  @Test
  void anAdminKeyNobodyMadeIsUnknownAtBothDoors() {
    KeyText stranger = KeyText.random(KeyText.Kind.ADMIN);

    Refused.with(
        INVALID_API_KEY, null, () -> doorkeeper.admin(head("Bearer " + stranger.reveal())));
    Refused.with(INVALID_API_KEY, null, () -> call(stranger));
  }

  @Test
  void anApiKeyNeverPassesTheAdminDoor() {
    Refused.with(INSUFFICIENT_SCOPE, null, () -> doorkeeper.admin(head("Bearer " + LIVE.reveal())));
    found = found(true, null, Status.ACTIVE);
    verified.forget();
    Refused.with(API_KEY_DISABLED, null, () -> doorkeeper.admin(head("Bearer " + LIVE.reveal())));
  }
}
