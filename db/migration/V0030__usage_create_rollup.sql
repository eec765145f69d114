-- Sums of ledger lines by hour and by day, so that a month's report does not read the month. Derived: a report is what stands here
-- plus what was written since, in one statement, so it is exact whether the sums are a second old or a week.
-- "Since" is told by transaction ids, not by time: commit order is not time order, and a settlement may be written long after its
-- hour. The mark is the id below which every transaction has ended and is summed here.

-- What was written since the mark, cheaply.
CREATE INDEX call_intent_by_xid ON call_intent (xid);
CREATE INDEX call_settlement_by_xid ON call_settlement (xid);
CREATE INDEX request_end_by_xid ON request_end (xid);

CREATE TABLE usage_mark (
  only_one  boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
  xid       xid8        NOT NULL,
  rolled_at timestamptz NOT NULL
);
COMMENT ON TABLE usage_mark IS 'Ledger rows of transactions below this id are in the roll-ups.';
INSERT INTO usage_mark (xid, rolled_at) VALUES ('0', clock_timestamp());

-- A line counts in the hour and the day of its intent. `requests…` are lines that are the first of their request with this model (m),
-- provider (p), role (r), or any of them together, so that distinct requests add up whatever the grouping. Requests whose lines lie in
-- several hours (or, for days, days) would count more than once: they are left out and stand in usage_span.
-- No bounds on the figures: a change that takes away is first tried as a row of its own.
CREATE TABLE usage_rollup (
  workspace_id       uuid        NOT NULL,
  grain              text        NOT NULL CHECK (grain IN ('hour', 'day')),
  starts_at          timestamptz NOT NULL,
  project_id         uuid,
  api_key_id         uuid        NOT NULL,
  model              text        NOT NULL,
  provider           text        NOT NULL,
  role               text        NOT NULL,
  status             text        NOT NULL,
  preset             text,
  test               boolean     NOT NULL,
  calls              bigint      NOT NULL,
  settled            bigint      NOT NULL,
  input_tokens       bigint      NOT NULL,
  cache_read_tokens  bigint      NOT NULL,
  cache_write_tokens bigint      NOT NULL,
  output_tokens      bigint      NOT NULL,
  reasoning_tokens   bigint      NOT NULL,
  cost_usd           numeric     NOT NULL,
  waste_usd          numeric     NOT NULL,
  exposure_usd       numeric     NOT NULL,
  requests           bigint      NOT NULL,
  requests_m         bigint      NOT NULL,
  requests_p         bigint      NOT NULL,
  requests_r         bigint      NOT NULL,
  requests_mp        bigint      NOT NULL,
  requests_mr        bigint      NOT NULL,
  requests_pr        bigint      NOT NULL,
  requests_mpr       bigint      NOT NULL,
  CONSTRAINT usage_rollup_once UNIQUE NULLS NOT DISTINCT
    (workspace_id, grain, starts_at, project_id, api_key_id, model, provider, role, status, preset, test)
) PARTITION BY LIST (grain);
-- Apart, so that the days of a month lie together.
CREATE TABLE usage_rollup_hour PARTITION OF usage_rollup FOR VALUES IN ('hour');
CREATE TABLE usage_rollup_day PARTITION OF usage_rollup FOR VALUES IN ('day');
COMMENT ON TABLE usage_rollup IS 'Sums of ledger lines by hour and by day; derived.';
CREATE INDEX usage_rollup_by_time ON usage_rollup (grain, starts_at);
CREATE INDEX usage_rollup_empty ON usage_rollup (workspace_id) WHERE calls = 0;

-- The days once more with the whole set of tags: a cube of its own, so that callers who tag every request slow down only reports by tag.
CREATE TABLE usage_tag_rollup (
  LIKE usage_rollup,
  tags     jsonb NOT NULL,
  -- Sets of tags can be larger than a key of an index.
  tags_key bytea NOT NULL,
  CONSTRAINT usage_tag_rollup_once UNIQUE NULLS NOT DISTINCT
    (workspace_id, grain, starts_at, project_id, api_key_id, model, provider, role, status, preset, test, tags_key)
);
COMMENT ON TABLE usage_tag_rollup IS 'Sums of ledger lines by day and set of tags; derived.';
CREATE INDEX usage_tag_rollup_by_time ON usage_tag_rollup (starts_at);
CREATE INDEX usage_tag_rollup_empty ON usage_tag_rollup (workspace_id) WHERE calls = 0;

-- Requests with lines in more than one UTC hour: their first and last line. Reports count them by reading their lines.
CREATE TABLE usage_span (
  workspace_id uuid        NOT NULL,
  request_id   uuid        NOT NULL,
  first_at     timestamptz NOT NULL,
  last_at      timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, request_id)
);
COMMENT ON TABLE usage_span IS 'Requests whose lines lie in several hours; derived.';
CREATE INDEX usage_span_by_time ON usage_span (workspace_id, last_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON usage_rollup, usage_tag_rollup, usage_span TO quorate_app;
GRANT SELECT ON usage_mark TO quorate_app;
GRANT UPDATE (xid, rolled_at) ON usage_mark TO quorate_app;

-- What rows of transactions since <= xid < below change about lines: each line of a request that is touched, once as it stood at `since`
-- with all its figures negative, and once as it stands at `below`. Stable, so it sees what the statement around it sees.
-- Ids are written into the statement, for the planner has to know that few rows are above the mark.
CREATE FUNCTION quorate_usage_changes(since xid8, below xid8, workspace uuid)
  RETURNS TABLE (
    workspace_id uuid, hour timestamptz, project_id uuid, api_key_id uuid, model text, provider text, role text, status text, preset text,
    test boolean, tags jsonb, request_id uuid, first_at timestamptz, last_at timestamptz, spans_hours boolean, spans_days boolean,
    calls bigint, settled bigint, input_tokens bigint, cache_read_tokens bigint, cache_write_tokens bigint, output_tokens bigint,
    reasoning_tokens bigint, cost_usd numeric, waste_usd numeric, exposure_usd numeric, requests integer, requests_m integer,
    requests_p integer, requests_r integer, requests_mp integer, requests_mr integer, requests_pr integer, requests_mpr integer)
  LANGUAGE plpgsql STABLE
  -- A large statement over few rows: compiling it takes longer than running it.
  SET jit = off
  SET work_mem = '64MB'
AS $$
BEGIN
  RETURN QUERY EXECUTE format($query$
    WITH touched AS MATERIALIZED (
      SELECT i.workspace_id, i.request_id FROM call_intent i
       WHERE i.xid >= %1$L AND i.xid < %2$L AND %3$s
       UNION
      SELECT i.workspace_id, i.request_id
        FROM call_settlement s JOIN call_intent i USING (workspace_id, call_id, day)
       WHERE s.xid >= %1$L AND s.xid < %2$L AND %3$s
       UNION
      SELECT i.workspace_id, i.request_id FROM request_end i
       WHERE i.xid >= %1$L AND i.xid < %2$L AND %3$s),
    line AS (
      SELECT v.sign, i.workspace_id, i.intended_at, i.project_id, i.api_key_id, i.model, i.provider, i.role,
             coalesce(e.status, 'running') AS status, r.preset, i.test, i.tags, i.request_id, i.call_id, s.call_id AS settled_id,
             s.input_tokens, s.cache_read_tokens, s.cache_write_tokens, s.output_tokens, s.reasoning_tokens, s.amount_usd,
             s.exposure_usd, CASE WHEN NOT (i.call_id = ANY (e.used_call_ids)) THEN s.amount_usd END AS wasted_usd
        FROM touched t
       CROSS JOIN (VALUES (-1, %1$L::xid8), (1, %2$L::xid8)) v(sign, mark)
        JOIN call_intent i
          ON i.workspace_id = t.workspace_id AND i.request_id = t.request_id AND i.xid < v.mark
         AND i.day BETWEEN quorate_day_of(t.request_id) - 1 AND quorate_day_of(t.request_id) + 31
        LEFT JOIN call_settlement s
          ON s.workspace_id = i.workspace_id AND s.call_id = i.call_id AND s.day = i.day AND s.xid < v.mark
        LEFT JOIN request_end e
          ON e.workspace_id = t.workspace_id AND e.request_id = t.request_id AND e.day = quorate_day_of(t.request_id) AND e.xid < v.mark
        LEFT JOIN inference_request r
          ON r.workspace_id = t.workspace_id AND r.request_id = t.request_id AND r.day = quorate_day_of(t.request_id)),
    placed AS (
      SELECT l.*, min(l.intended_at) OVER whole AS first_at, max(l.intended_at) OVER whole AS last_at,
             row_number() OVER (PARTITION BY l.sign, l.workspace_id, l.request_id ORDER BY l.intended_at, l.call_id) AS n,
             row_number() OVER (PARTITION BY l.sign, l.workspace_id, l.request_id, l.model ORDER BY l.intended_at, l.call_id) AS m,
             row_number() OVER (PARTITION BY l.sign, l.workspace_id, l.request_id, l.provider ORDER BY l.intended_at, l.call_id) AS p,
             row_number() OVER (PARTITION BY l.sign, l.workspace_id, l.request_id, l.role ORDER BY l.intended_at, l.call_id) AS r,
             row_number() OVER (PARTITION BY l.sign, l.workspace_id, l.request_id, l.model, l.provider
                                    ORDER BY l.intended_at, l.call_id) AS mp,
             row_number() OVER (PARTITION BY l.sign, l.workspace_id, l.request_id, l.model, l.role
                                    ORDER BY l.intended_at, l.call_id) AS mr,
             row_number() OVER (PARTITION BY l.sign, l.workspace_id, l.request_id, l.provider, l.role
                                    ORDER BY l.intended_at, l.call_id) AS pr,
             row_number() OVER (PARTITION BY l.sign, l.workspace_id, l.request_id, l.model, l.provider, l.role
                                    ORDER BY l.intended_at, l.call_id) AS mpr
        FROM line l
      WINDOW whole AS (PARTITION BY l.sign, l.workspace_id, l.request_id))
    SELECT workspace_id, date_trunc('hour', intended_at, 'UTC'), project_id, api_key_id, model, provider, role, status, preset,
           test, tags, request_id, first_at, last_at,
           date_trunc('hour', first_at, 'UTC') <> date_trunc('hour', last_at, 'UTC'),
           date_trunc('day', first_at, 'UTC') <> date_trunc('day', last_at, 'UTC'),
           sign::bigint, CASE WHEN settled_id IS NULL THEN 0 ELSE sign END::bigint,
           sign * coalesce(input_tokens, 0), sign * coalesce(cache_read_tokens, 0), sign * coalesce(cache_write_tokens, 0),
           sign * coalesce(output_tokens, 0), sign * coalesce(reasoning_tokens, 0),
           sign * coalesce(amount_usd, 0), sign * coalesce(wasted_usd, 0), sign * coalesce(exposure_usd, 0),
           CASE n WHEN 1 THEN sign ELSE 0 END, CASE m WHEN 1 THEN sign ELSE 0 END, CASE p WHEN 1 THEN sign ELSE 0 END,
           CASE r WHEN 1 THEN sign ELSE 0 END, CASE mp WHEN 1 THEN sign ELSE 0 END, CASE mr WHEN 1 THEN sign ELSE 0 END,
           CASE pr WHEN 1 THEN sign ELSE 0 END, CASE mpr WHEN 1 THEN sign ELSE 0 END
      FROM placed$query$,
    since, below, CASE WHEN workspace IS NULL THEN 'true' ELSE format('i.workspace_id = %L::uuid', workspace) END);
END
$$;
COMMENT ON FUNCTION quorate_usage_changes(xid8, xid8, uuid)
  IS 'What rows of transactions from one id to below another change about lines: old figures negative, new ones positive.';
