package dev.quorate.runs.rows;

import dev.quorate.database.Door;
import dev.quorate.database.UnitOfWork;
import dev.quorate.kernel.RequestId;
import dev.quorate.kernel.Sensitive;
import dev.quorate.runs.idempotency.KeptEnding;
import dev.quorate.runs.idempotency.KeyRows;
import dev.quorate.runs.idempotency.KeyUse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.CommonQueryContract;
import org.jspecify.annotations.Nullable;

/** Idempotency keys. A key is taken by one INSERT, so that one request gets it on any node. */
@Singleton
public class KeyStore implements KeyRows {
  private static final String CLAIM =
      """
      INSERT INTO idempotency_key (workspace_id, api_key_id, method, path, key_hash, body_sha256, request_id, node_id, state, created_at, expires_at)
      VALUES (:workspace, :key, :method, :path, :hash, :body, :request, :node, 'running', now(),
              now() + CAST(:life AS double precision) * INTERVAL '1 millisecond')
      ON CONFLICT DO NOTHING
      """;

  private static final String WHERE =
      " WHERE workspace_id = :workspace AND api_key_id = :key AND method = :method AND path = :path"
          + " AND key_hash = :hash";

  private static final String DELETE_IF_EXPIRED =
      "DELETE FROM idempotency_key" + WHERE + " AND expires_at <= now()";

  private static final String HOLDER =
      """
      SELECT request_id, body_sha256, state = 'done', ending_form, ending_status, ending_headers, ending_body,
             ending_expires_at > now(), expires_at <= now()
      FROM idempotency_key\
      """
          + WHERE;

  private static final String END =
      """
      UPDATE idempotency_key SET state = 'done', ending_form = :form, ending_status = :status, ending_headers = :headers, ending_body = :body,
             ending_expires_at = now() + CAST(:texts AS double precision) * INTERVAL '1 millisecond'\
      """
          + WHERE
          + " AND request_id = :request AND state = 'running'";

  private static final String END_WITHOUT_TEXTS =
      "UPDATE idempotency_key SET state = 'done'"
          + WHERE
          + " AND request_id = :request AND state = 'running'";

  private static final String FREE =
      "DELETE FROM idempotency_key" + WHERE + " AND request_id = :request";

  /** Two nodes that sweep at once take different rows. */
  private static final String DELETE_EXPIRED =
      """
      DELETE FROM idempotency_key WHERE ctid IN (
        SELECT ctid FROM idempotency_key WHERE expires_at <= now() LIMIT :limit FOR UPDATE SKIP LOCKED)
      """;

  private static final String FORGET_TEXTS =
      """
      UPDATE idempotency_key SET ending_form = NULL, ending_status = NULL, ending_headers = NULL, ending_body = NULL, ending_expires_at = NULL
      WHERE ctid IN (
        SELECT ctid FROM idempotency_key WHERE ending_expires_at <= now() LIMIT :limit FOR UPDATE SKIP LOCKED)
      """;

  private final UnitOfWork work;

  @Inject
  KeyStore(UnitOfWork work) {
    this.work = work;
  }

  @Override
  public @Nullable Holder claim(KeyUse use, UUID node, Duration life) {
    List<Holder> holders =
        work.inWorkspace(
            Door.ADMISSION,
            use.workspace(),
            session -> {
              // One that was freed between the two statements is tried for again. Whoever finds
              // the key taken has written nothing, so that a storm of repetitions costs no fsync.
              while (!claim(session, use, node, life)) {
                Object[] row = row(session, use);
                if (row != null && !Boolean.TRUE.equals(row[8])) {
                  return List.of(holder(row));
                }
                if (row != null) {
                  int ignored =
                      place(session.createNativeMutationQuery(DELETE_IF_EXPIRED), use)
                          .executeUpdate();
                }
              }
              return List.of();
            });
    return holders.isEmpty() ? null : holders.getFirst();
  }

  private static boolean claim(StatelessSession session, KeyUse use, UUID node, Duration life) {
    return place(session.createNativeMutationQuery(CLAIM), use)
            .setParameter("body", use.bodyHash())
            .setParameter("request", use.request().value())
            .setParameter("node", node)
            .setParameter("life", (double) life.toMillis())
            .executeUpdate()
        > 0;
  }

  private static Object @Nullable [] row(StatelessSession session, KeyUse use) {
    return place(session.createNativeQuery(HOLDER, Object[].class), use).stream()
        .findFirst()
        .orElse(null);
  }

  private static Holder holder(Object[] row) {
    boolean kept = row[3] != null && Boolean.TRUE.equals(row[7]);
    return new Holder(
        new RequestId((UUID) row[0]),
        (String) row[1],
        (Boolean) row[2],
        kept
            ? new KeptEnding(
                KeptEnding.Form.of((String) row[3]),
                ((Number) row[4]).intValue(),
                (String) row[5],
                Sensitive.of((byte[]) row[6]))
            : null);
  }

  @Override
  public void end(KeyUse use, @Nullable KeptEnding ending, Duration textsFor) {
    int ignored =
        work.inWorkspace(
            Door.SETTLEMENT,
            use.workspace(),
            session ->
                ending == null
                    ? place(session.createNativeMutationQuery(END_WITHOUT_TEXTS), use)
                        .setParameter("request", use.request().value())
                        .executeUpdate()
                    : end(session, use, ending, textsFor));
  }

  private static int end(
      StatelessSession session, KeyUse use, KeptEnding ending, Duration textsFor) {
    return place(session.createNativeMutationQuery(END), use)
        .setParameter("form", ending.form().stored())
        .setParameter("status", ending.status())
        .setParameter("headers", ending.headers())
        .setParameter("body", ending.body().reveal())
        .setParameter("texts", (double) textsFor.toMillis())
        .setParameter("request", use.request().value())
        .executeUpdate();
  }

  @Override
  public void free(KeyUse use, RequestId holder) {
    int ignored =
        work.inWorkspace(
            Door.SETTLEMENT,
            use.workspace(),
            session ->
                place(session.createNativeMutationQuery(FREE), use)
                    .setParameter("request", holder.value())
                    .executeUpdate());
  }

  private static <Q extends CommonQueryContract> Q place(Q query, KeyUse use) {
    query.setParameter("workspace", use.workspace().value());
    query.setParameter("key", use.apiKey().value());
    query.setParameter("method", use.method());
    query.setParameter("path", use.path());
    query.setParameter("hash", use.keyHash());
    return query;
  }

  @Override
  public int deleteExpired(int limit) {
    return work.onPlatform(
        Door.SETTLEMENT,
        session ->
            session
                    .createNativeMutationQuery(DELETE_EXPIRED)
                    .setParameter("limit", limit)
                    .executeUpdate()
                + session
                    .createNativeMutationQuery(FORGET_TEXTS)
                    .setParameter("limit", limit)
                    .executeUpdate());
  }
}
