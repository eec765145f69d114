-- The roll-ups of V0050 are kept by the same round, in the same statement. What the round does to a figure is said once for all figures.

-- The figures of a roll-up (its columns that are numbers) in the form given, where %1$I is the name of one.
CREATE FUNCTION quorate_usage_figures(rollup regclass, form text) RETURNS text
  LANGUAGE sql STABLE
RETURN (SELECT string_agg(format(form, attname), ', ' ORDER BY attnum)
          FROM pg_attribute
         WHERE attrelid = rollup AND attnum > 0 AND NOT attisdropped AND atttypid IN ('bigint'::regtype, 'numeric'::regtype));
COMMENT ON FUNCTION quorate_usage_figures(regclass, text) IS 'The figures of a roll-up as part of a statement.';

-- Adds what changed below the mark `below` to all roll-ups; says how many lines changed.
CREATE FUNCTION quorate_usage_add(since xid8, below xid8) RETURNS bigint
  LANGUAGE plpgsql
  SET jit = off
  SET work_mem = '64MB'
AS $$
DECLARE
  groups CONSTANT text := 'workspace_id, grain, starts_at, project_id, api_key_id, model, provider, role, status, preset, test';
  tag_groups CONSTANT text := 'workspace_id, grain, tag_key, starts_at, tag_value, test';
  figures CONSTANT text := quorate_usage_figures('usage_rollup', '%1$I');
  sums CONSTANT text := quorate_usage_figures('usage_rollup', 'sum(%1$I) AS %1$I');
  added CONSTANT text := quorate_usage_figures('usage_rollup', '%1$I = u.%1$I + excluded.%1$I');
  tag_figures CONSTANT text := quorate_usage_figures('usage_tag_value_rollup', '%1$I');
  tag_sums CONSTANT text := quorate_usage_figures('usage_tag_value_rollup', 'sum(%1$I) AS %1$I');
  tag_added CONSTANT text := quorate_usage_figures('usage_tag_value_rollup', '%1$I = u.%1$I + excluded.%1$I');
  took bigint;
BEGIN
  EXECUTE format($round$
    WITH changes AS MATERIALIZED (SELECT * FROM quorate_usage_changes($1, $2, NULL)),
    -- A request with lines in several hours is counted in none of them, and so with days and months.
    grained AS (
      SELECT c.workspace_id, g.grain, date_trunc(g.grain, c.hour, 'UTC') AS starts_at, c.project_id, c.api_key_id, c.model, c.provider,
             c.role, c.status, c.preset, c.test, CASE g.grain WHEN 'hour' THEN '{}' ELSE c.tags END AS tags,
             c.calls, c.settled, c.input_tokens, c.cache_read_tokens, c.cache_write_tokens, c.output_tokens, c.reasoning_tokens,
             c.cost_usd, c.waste_usd, c.exposure_usd, n.counts * c.requests AS requests, n.counts * c.requests_m AS requests_m,
             n.counts * c.requests_p AS requests_p, n.counts * c.requests_r AS requests_r, n.counts * c.requests_mp AS requests_mp,
             n.counts * c.requests_mr AS requests_mr, n.counts * c.requests_pr AS requests_pr, n.counts * c.requests_mpr AS requests_mpr
        FROM changes c
       CROSS JOIN (VALUES ('hour'), ('day'), ('month')) g(grain)
       CROSS JOIN LATERAL (
         SELECT CASE WHEN date_trunc(g.grain, c.first_at, 'UTC') = date_trunc(g.grain, c.last_at, 'UTC') THEN 1 ELSE 0 END AS counts) n),
    tagged AS MATERIALIZED (SELECT %1$s, tags, %4$s FROM grained GROUP BY %1$s, tags),
    by_group AS (
      INSERT INTO usage_rollup AS u (%1$s, %3$s)
      SELECT %1$s, %4$s FROM tagged GROUP BY %1$s
      ON CONFLICT ON CONSTRAINT usage_rollup_once DO UPDATE SET %5$s),
    by_tags AS (
      INSERT INTO usage_tag_rollup AS u (%1$s, tags, tags_key, %3$s)
      SELECT %1$s, tags, sha256(convert_to(tags::text, 'UTF8')), %3$s FROM tagged WHERE grain <> 'hour'
      ON CONFLICT ON CONSTRAINT usage_tag_rollup_once DO UPDATE SET %5$s),
    by_set AS (SELECT workspace_id, grain, starts_at, test, tags, %7$s FROM tagged WHERE grain <> 'hour'
                GROUP BY workspace_id, grain, starts_at, test, tags),
    by_tag AS (
      INSERT INTO usage_tag_value_rollup AS u (%2$s, %6$s)
      SELECT %2$s, %7$s
        FROM by_set s
       CROSS JOIN LATERAL (SELECT '' AS tag_key, '' AS tag_value
                            UNION ALL
                           SELECT * FROM jsonb_each_text(s.tags) t(tag_key, tag_value) WHERE tag_key <> '' AND tag_value IS NOT NULL) t
       GROUP BY %2$s
      ON CONFLICT ON CONSTRAINT usage_tag_value_rollup_once DO UPDATE SET %8$s),
    by_span AS (
      INSERT INTO usage_span AS u
      SELECT DISTINCT workspace_id, request_id, first_at, last_at FROM changes WHERE spans_hours AND calls > 0
      ON CONFLICT (workspace_id, request_id) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at)
    SELECT count(*) FROM changes$round$,
    groups, tag_groups, figures, sums, added, tag_figures, tag_sums, tag_added)
  INTO took USING since, below;
  -- Lines change from running to ended, so groups get empty.
  DELETE FROM usage_rollup WHERE calls = 0;
  DELETE FROM usage_tag_rollup WHERE calls = 0;
  DELETE FROM usage_tag_value_rollup WHERE calls = 0;
  RETURN took;
END
$$;
COMMENT ON FUNCTION quorate_usage_add(xid8, xid8) IS 'Adds what rows of transactions from one id to below another change to the roll-ups.';

CREATE OR REPLACE FUNCTION quorate_usage_roll(row_limit integer) RETURNS bigint
  LANGUAGE plpgsql
AS $$
DECLARE
  since xid8;
  below xid8;
  ahead xid8;
  took bigint;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('quorate usage roll-up', 0)) THEN
    RETURN NULL;
  END IF;
  SELECT xid INTO since FROM usage_mark;
  -- Transactions below have ended: the statements that follow see all their rows.
  below := pg_snapshot_xmin(pg_current_snapshot());
  IF since > below THEN
    -- The rows came from another server, as after a restore from a dump: ids mean nothing there.
    PERFORM quorate_usage_forget();
    since := '0';
  END IF;
  -- Any id up to there will do as the next mark.
  SELECT min(edge) INTO ahead
    FROM ((SELECT xid AS edge FROM call_intent WHERE xid >= since AND xid < below ORDER BY xid OFFSET row_limit LIMIT 1)
          UNION ALL
          (SELECT xid FROM call_settlement WHERE xid >= since AND xid < below ORDER BY xid OFFSET row_limit LIMIT 1)
          UNION ALL
          (SELECT xid FROM request_end WHERE xid >= since AND xid < below ORDER BY xid OFFSET row_limit LIMIT 1)) edges;
  IF ahead IS NOT NULL THEN
    -- A transaction is taken whole, however many rows it has.
    below := CASE WHEN ahead > since THEN ahead ELSE (ahead::text::numeric + 1)::text::xid8 END;
  END IF;
  took := quorate_usage_add(since, below);
  UPDATE usage_mark SET xid = below, rolled_at = clock_timestamp();
  RETURN took;
END
$$;

CREATE OR REPLACE FUNCTION quorate_usage_forget() RETURNS void
  LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('quorate usage roll-up', 0));
  DELETE FROM usage_rollup;
  DELETE FROM usage_tag_rollup;
  DELETE FROM usage_tag_value_rollup;
  DELETE FROM usage_span;
  UPDATE usage_mark SET xid = '0', rolled_at = clock_timestamp();
END
$$;

-- Whether rows are above the mark; the large statement of quorate_usage_changes takes longer to plan than all of a report over sums.
CREATE FUNCTION quorate_usage_waits(workspace uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE
AS $$
DECLARE
  waits boolean;
BEGIN
  -- The mark is written into the statement, for the planner has to know that few rows are above it.
  EXECUTE format('SELECT EXISTS (SELECT FROM call_intent WHERE xid >= %1$L AND %2$s)
                      OR EXISTS (SELECT FROM call_settlement WHERE xid >= %1$L AND %2$s)
                      OR EXISTS (SELECT FROM request_end WHERE xid >= %1$L AND %2$s)',
                 (SELECT xid FROM usage_mark), CASE WHEN workspace IS NULL THEN 'true' ELSE format('workspace_id = %L', workspace) END)
    INTO waits;
  RETURN waits;
END
$$;
COMMENT ON FUNCTION quorate_usage_waits(uuid) IS 'Whether the ledger has rows of a workspace, or any, that are not rolled up.';
