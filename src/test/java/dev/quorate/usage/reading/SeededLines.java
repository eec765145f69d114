package dev.quorate.usage.reading;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Requests of one workspace, always the same; some of them still run until they are ended. */
final class SeededLines {
  static final UUID PROJECT = new UUID(1, 1);
  static final UUID KEY = new UUID(2, 1);

  /** No tags, one, several; a value may be empty, and a key may look like nothing. */
  private static final String[] TAGS = {
    "{}",
    "{\"team\":\"a\"}",
    "{\"team\":\"b\",\"feature\":\"x\"}",
    "{\"team\":\"a\",\"feature\":\"y\",\"cell\":\"\"}",
    "{\"feature\":\"x\",\"\u00e9t\u00e9\":\"=1+1\"}",
    "{\"team\":\"\"}",
  };

  /** A call of a request that is there, with its attribution. */
  private static final String INTEND =
      """
      INSERT INTO call_intent (workspace_id, call_id, day, request_id, role, step, attempt, provider, model,
        upstream_model, credential, price_version, price_input_per_million, price_output_per_million,
        price_per_request, input_bound, output_bound, api_key_id, project_id, tags, test, node_id, intended_at)
      SELECT workspace_id, ?, quorate_day_of(?), request_id, ?, ?, 0, ?, ?, 'm', 'platform', 'v', 1, 1, 0, 1, 1,
             api_key_id, project_id, tags, test, node_id, ?
        FROM inference_request WHERE workspace_id = ? AND request_id = ?
      """;

  private final Connection owner;
  private final UUID workspace;
  private final Random random;
  private final List<Open> open = new ArrayList<>();

  private record Open(UUID request, List<UUID> calls, Instant last) {}

  SeededLines(Connection owner, UUID workspace, long seed) {
    this.owner = owner;
    this.workspace = workspace;
    this.random = new Random(seed);
  }

  /** A request whose lines lie within two minutes of its start; a third of them stay open. */
  void write(Instant at) throws SQLException {
    UUID request = id(at);
    UUID project = random.nextInt(3) == 0 ? null : new UUID(1, random.nextInt(2));
    UUID key = new UUID(2, random.nextInt(2));
    String tags = TAGS[random.nextInt(TAGS.length)];
    boolean test = random.nextInt(6) == 0;
    String preset = random.nextBoolean() ? "reviewers@1" : null;
    run(
        """
        INSERT INTO inference_request (workspace_id, request_id, day, api_key_id, project_id, endpoint, model_asked,
                                       preset, tags, test, received_at, started_at, node_id)
        VALUES (?, ?, quorate_day_of(?), ?, ?, 'responses', 'fusion', ?, ?::jsonb, ?, ?, ?, ?)
        """,
        workspace,
        request,
        request,
        key,
        project,
        preset,
        tags,
        test,
        at,
        at,
        workspace);
    Open written = intend(request, at);
    if (random.nextInt(3) == 0) {
      open.add(written);
    } else {
      end(written);
    }
  }

  private Open intend(UUID request, Instant at) throws SQLException {
    List<UUID> calls = new ArrayList<>();
    Instant last = at;
    for (int i = 0; i <= random.nextInt(4); i++) {
      last = last.plusMillis(random.nextInt(30_000));
      UUID call = id(last);
      calls.add(call);
      String role = i == 3 ? "judge" : "panel";
      String provider = "p-" + random.nextInt(2);
      String model = "model-" + random.nextInt(3);
      run(INTEND, call, call, role, i, provider, model, last, workspace, request);
    }
    return new Open(request, calls, last);
  }

  /** What comes late: each open request gets its settlements and its end. */
  void endAll() throws SQLException {
    for (Open request : open) {
      end(request);
    }
    open.clear();
  }

  private void end(Open request) throws SQLException {
    for (UUID call : request.calls()) {
      run(
          """
          INSERT INTO call_settlement (workspace_id, call_id, day, outcome, input_tokens, cache_read_tokens,
            cache_write_tokens, output_tokens, reasoning_tokens, usage_source, amount_usd, exposure_usd, clamped,
            latency_ms, settled_at)
          VALUES (?, ?, quorate_day_of(?), 'ok', ?, ?, ?, ?, ?, 'provider', ?, 0, false, 1, ?)
          """,
          workspace,
          call,
          call,
          tokens(),
          tokens(),
          tokens(),
          tokens(),
          tokens(),
          BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 10),
          request.last().plusSeconds(1));
    }
    UUID used = request.calls().getLast();
    run(
        """
        INSERT INTO request_end (workspace_id, request_id, day, status, used_call_ids, ended_at)
        VALUES (?, ?, quorate_day_of(?), ?, ARRAY[?]::uuid[], ?)
        """,
        workspace,
        request.request(),
        request.request(),
        random.nextBoolean() ? "completed" : "failed",
        used,
        request.last().plusSeconds(1));
  }

  private long tokens() {
    return random.nextInt(5000);
  }

  /** A version 7 UUID. */
  private UUID id(Instant at) {
    long high = at.toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000);
    return new UUID(high, Long.MIN_VALUE | random.nextLong() >>> 2);
  }

  private void run(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = owner.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        Object value = values[i];
        statement.setObject(
            i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
      }
      statement.executeUpdate();
    }
  }
}
