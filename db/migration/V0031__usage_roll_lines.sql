-- Moves the mark and the roll-ups forward by about so many ledger rows at most. One node at a time; another one returns at once.
-- Says how many rows it took: 0 when there is nothing to do, null when another node does it.
CREATE FUNCTION quorate_usage_roll(row_limit integer) RETURNS bigint
  LANGUAGE plpgsql
  SET jit = off
  SET work_mem = '64MB'
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

  WITH changes AS MATERIALIZED (SELECT * FROM quorate_usage_changes(since, below, NULL)),
  grained AS (
    SELECT c.*, g.grain, date_trunc(g.grain, c.hour, 'UTC') AS starts_at,
           CASE WHEN CASE g.grain WHEN 'day' THEN c.spans_days ELSE c.spans_hours END THEN 0 ELSE 1 END AS counts
      FROM changes c
     CROSS JOIN (VALUES ('hour'), ('day')) g(grain)),
  summed AS (
    SELECT workspace_id, grain, starts_at, project_id, api_key_id, model, provider, role, status, preset, test, tags,
           sum(calls) AS calls, sum(settled) AS settled, sum(input_tokens) AS input_tokens, sum(cache_read_tokens) AS cache_read_tokens,
           sum(cache_write_tokens) AS cache_write_tokens, sum(output_tokens) AS output_tokens, sum(reasoning_tokens) AS reasoning_tokens,
           sum(cost_usd) AS cost_usd, sum(waste_usd) AS waste_usd, sum(exposure_usd) AS exposure_usd,
           sum(counts * requests) AS requests, sum(counts * requests_m) AS requests_m, sum(counts * requests_p) AS requests_p,
           sum(counts * requests_r) AS requests_r, sum(counts * requests_mp) AS requests_mp, sum(counts * requests_mr) AS requests_mr,
           sum(counts * requests_pr) AS requests_pr, sum(counts * requests_mpr) AS requests_mpr
      FROM grained
     GROUP BY workspace_id, grain, starts_at, project_id, api_key_id, model, provider, role, status, preset, test, tags),
  plain AS (
    INSERT INTO usage_rollup AS u
    SELECT workspace_id, grain, starts_at, project_id, api_key_id, model, provider, role, status, preset, test,
           sum(calls), sum(settled), sum(input_tokens), sum(cache_read_tokens), sum(cache_write_tokens), sum(output_tokens),
           sum(reasoning_tokens), sum(cost_usd), sum(waste_usd), sum(exposure_usd), sum(requests), sum(requests_m), sum(requests_p),
           sum(requests_r), sum(requests_mp), sum(requests_mr), sum(requests_pr), sum(requests_mpr)
      FROM summed
     GROUP BY workspace_id, grain, starts_at, project_id, api_key_id, model, provider, role, status, preset, test
    ON CONFLICT ON CONSTRAINT usage_rollup_once DO UPDATE
      SET calls = u.calls + excluded.calls, settled = u.settled + excluded.settled,
          input_tokens = u.input_tokens + excluded.input_tokens,
          cache_read_tokens = u.cache_read_tokens + excluded.cache_read_tokens,
          cache_write_tokens = u.cache_write_tokens + excluded.cache_write_tokens,
          output_tokens = u.output_tokens + excluded.output_tokens,
          reasoning_tokens = u.reasoning_tokens + excluded.reasoning_tokens, cost_usd = u.cost_usd + excluded.cost_usd,
          waste_usd = u.waste_usd + excluded.waste_usd, exposure_usd = u.exposure_usd + excluded.exposure_usd,
          requests = u.requests + excluded.requests, requests_m = u.requests_m + excluded.requests_m,
          requests_p = u.requests_p + excluded.requests_p, requests_r = u.requests_r + excluded.requests_r,
          requests_mp = u.requests_mp + excluded.requests_mp, requests_mr = u.requests_mr + excluded.requests_mr,
          requests_pr = u.requests_pr + excluded.requests_pr, requests_mpr = u.requests_mpr + excluded.requests_mpr),
  tagged AS (
    INSERT INTO usage_tag_rollup AS u
    SELECT workspace_id, grain, starts_at, project_id, api_key_id, model, provider, role, status, preset, test,
           calls, settled, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_usd, waste_usd,
           exposure_usd, requests, requests_m, requests_p, requests_r, requests_mp, requests_mr, requests_pr, requests_mpr,
           tags, sha256(convert_to(tags::text, 'UTF8'))
      FROM summed WHERE grain = 'day'
    ON CONFLICT ON CONSTRAINT usage_tag_rollup_once DO UPDATE
      SET calls = u.calls + excluded.calls, settled = u.settled + excluded.settled,
          input_tokens = u.input_tokens + excluded.input_tokens,
          cache_read_tokens = u.cache_read_tokens + excluded.cache_read_tokens,
          cache_write_tokens = u.cache_write_tokens + excluded.cache_write_tokens,
          output_tokens = u.output_tokens + excluded.output_tokens,
          reasoning_tokens = u.reasoning_tokens + excluded.reasoning_tokens, cost_usd = u.cost_usd + excluded.cost_usd,
          waste_usd = u.waste_usd + excluded.waste_usd, exposure_usd = u.exposure_usd + excluded.exposure_usd,
          requests = u.requests + excluded.requests, requests_m = u.requests_m + excluded.requests_m,
          requests_p = u.requests_p + excluded.requests_p, requests_r = u.requests_r + excluded.requests_r,
          requests_mp = u.requests_mp + excluded.requests_mp, requests_mr = u.requests_mr + excluded.requests_mr,
          requests_pr = u.requests_pr + excluded.requests_pr, requests_mpr = u.requests_mpr + excluded.requests_mpr),
  spanning AS (
    INSERT INTO usage_span AS u
    SELECT DISTINCT workspace_id, request_id, first_at, last_at FROM changes WHERE spans_hours AND calls > 0
    ON CONFLICT (workspace_id, request_id) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at)
  SELECT count(*) INTO took FROM changes;

  -- Lines change from running to ended, so groups get empty.
  DELETE FROM usage_rollup WHERE calls = 0;
  DELETE FROM usage_tag_rollup WHERE calls = 0;
  UPDATE usage_mark SET xid = below, rolled_at = clock_timestamp();
  RETURN took;
END
$$;
COMMENT ON FUNCTION quorate_usage_roll(integer) IS 'Moves the roll-ups forward; one node at a time.';

-- Empties the roll-ups; the next rounds make them anew. Reports stay exact meanwhile, and slow.
CREATE FUNCTION quorate_usage_forget() RETURNS void
  LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('quorate usage roll-up', 0));
  DELETE FROM usage_rollup;
  DELETE FROM usage_tag_rollup;
  DELETE FROM usage_span;
  UPDATE usage_mark SET xid = '0', rolled_at = clock_timestamp();
END
$$;
COMMENT ON FUNCTION quorate_usage_forget() IS 'Empties the roll-ups, to have them made anew.';
