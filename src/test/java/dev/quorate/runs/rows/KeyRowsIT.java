package dev.quorate.runs.rows;

import static dev.quorate.runs.RunFixtures.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.database.PlainUnitOfWork;
import dev.quorate.kernel.ApiKeyId;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.kernel.WorkspaceId;
import dev.quorate.runs.RunFixtures;
import dev.quorate.runs.idempotency.KeptEnding;
import dev.quorate.runs.idempotency.KeyRows.Holder;
import dev.quorate.runs.idempotency.KeyUse;
import dev.quorate.system.FreshDatabase;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Idempotency keys on a real database, as the application's role. */
class KeyRowsIT {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration PAST = Duration.ofMillis(1);
  private static final KeptEnding ENDING =
      new KeptEnding(KeptEnding.Form.WHOLE, 502, "{}", Sensitive.of(new byte[] {0, 1, -1}));

  private static FreshDatabase database;
  private static PlainUnitOfWork work;
  private static KeyStore keys;
  private static NodeStore nodes;

  private final WorkspaceId workspace = RunFixtures.workspace();
  private final ApiKeyId apiKey = new ApiKeyId(UUID.randomUUID());
  private final UUID node = UUID.randomUUID();

  @BeforeAll
  static void open() {
    database = FreshDatabase.create();
    work = PlainUnitOfWork.on(database, new RunEntities());
    keys = new KeyStore(work.unit());
    nodes = new NodeStore(work.unit());
  }

  @AfterAll
  static void close() {
    work.close();
  }

  private KeyUse use() {
    return new KeyUse(
        workspace,
        apiKey,
        "POST",
        "/v1/responses",
        "a".repeat(64),
        "b".repeat(64),
        RequestId.create(CLOCK));
  }

  @Test
  void oneOfManyGetsTheKey() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var claims =
          IntStream.range(0, 40)
              .mapToObj(i -> threads.submit(() -> keys.claim(use(), node, DAY)))
              .toList();
      int taken = 0;
      for (Future<Holder> claim : claims) {
        taken += Objects.isNull(claim.get()) ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    }
  }

  @Test
  void theEndingComesBackAsItWent() {
    KeyUse first = use();
    assertThat(keys.claim(first, node, DAY)).isNull();
    assertThat(keys.claim(use(), node, DAY))
        .isEqualTo(new Holder(first.request(), first.bodyHash(), false, null));

    keys.end(use(), ENDING, DAY);
    assertThat(keys.claim(use(), node, DAY).done()).as("another's end").isFalse();
    keys.end(first, ENDING, DAY);

    Holder holder = keys.claim(use(), node, DAY);
    assertThat(holder.done()).isTrue();
    assertThat(holder.ending().status()).isEqualTo(502);
    assertThat(holder.ending().body().reveal()).containsExactly(0, 1, -1);
  }

  @Test
  void onlyTheHolderFreesIt() {
    KeyUse first = use();
    keys.claim(first, node, DAY);

    keys.free(first, use().request());
    assertThat(keys.claim(use(), node, DAY)).isNotNull();
    keys.free(first, first.request());
    assertThat(keys.claim(use(), node, DAY)).isNull();
  }

  @Test
  void whatExpiredIsTakenAndItsTextsGoFirst() {
    KeyUse first = use();
    keys.claim(first, node, DAY);
    keys.end(first, ENDING, PAST);

    Holder holder = keys.claim(use(), node, DAY);
    while (holder.ending() != null) {
      holder = keys.claim(use(), node, DAY);
    }
    assertThat(holder.done()).isTrue();
    assertThat(keys.deleteExpired(50)).isEqualTo(1);
    assertThat(keys.claim(use(), node, DAY).done()).isTrue();
    keys.free(first, first.request());

    keys.claim(first, node, PAST);
    while (keys.claim(use(), node, PAST) != null) {
      Thread.onSpinWait();
    }
  }

  @Test
  void withoutTextsItIsOnlyKnownThatItEnded() {
    KeyUse first = use();
    keys.claim(first, node, DAY);
    keys.end(first, null, DAY);

    assertThat(keys.claim(use(), node, DAY))
        .isEqualTo(new Holder(first.request(), first.bodyHash(), true, null));
  }

  @Test
  void aDeadNodesKeysBecomeFreeAndALivingOnesStay() {
    KeyUse living = use();
    nodes.beat(node);
    keys.claim(living, node, DAY);
    nodes.failLost(Duration.ofSeconds(30));
    assertThat(keys.claim(use(), node, DAY)).isNotNull();

    nodes.leave(node);
    nodes.failLost(Duration.ofSeconds(30));
    assertThat(keys.claim(use(), node, DAY)).isNull();
  }
}
