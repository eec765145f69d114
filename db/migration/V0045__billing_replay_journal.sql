-- Writes endings that a process kept on its disk while the database was away. An entry is one piece of the ledger writer's work:
-- {"rows": [{"table": "call_settlement", "row": {column: value, …}}, …]}. First write wins, as everywhere: entries may come twice, and
-- what others have ended meanwhile stays ended. A call that they had to end as unknown is the one thing that is then known better: what
-- it came to is added as an adjustment, once.
-- Says how many rows it wrote, how many adjustments it made, and how many entries' rows belong to nothing in this database.
CREATE FUNCTION quorate_replay_journal(entries jsonb, OUT written bigint, OUT adjusted bigint, OUT foreign_rows bigint)
  LANGUAGE plpgsql
AS $$
DECLARE
  settlements jsonb;
  hold_ends jsonb;
  request_ends jsonb;
  added bigint;
BEGIN
  SELECT coalesce(jsonb_agg(r -> 'row') FILTER (WHERE r ->> 'table' = 'call_settlement'), '[]'),
         coalesce(jsonb_agg(r -> 'row') FILTER (WHERE r ->> 'table' = 'hold_end'), '[]'),
         coalesce(jsonb_agg(r -> 'row') FILTER (WHERE r ->> 'table' = 'request_end'), '[]')
    INTO settlements, hold_ends, request_ends
    FROM jsonb_array_elements(entries) AS e(entry)
   CROSS JOIN LATERAL jsonb_array_elements(e.entry -> 'rows') AS r;

  SELECT (SELECT count(*) FROM jsonb_populate_recordset(NULL::call_settlement, settlements) s
           WHERE NOT EXISTS (SELECT FROM call_intent i WHERE (i.workspace_id, i.call_id, i.day) = (s.workspace_id, s.call_id, s.day)))
       + (SELECT count(*) FROM jsonb_populate_recordset(NULL::hold_end, hold_ends) x
           WHERE NOT EXISTS (SELECT FROM hold h WHERE (h.workspace_id, h.hold_id, h.day) = (x.workspace_id, x.hold_id, x.day)))
       + (SELECT count(*) FROM jsonb_populate_recordset(NULL::request_end, request_ends) x
           WHERE NOT EXISTS (SELECT FROM inference_request r
                              WHERE (r.workspace_id, r.request_id, r.day) = (x.workspace_id, x.request_id, x.day)))
    INTO foreign_rows;

  INSERT INTO call_settlement (workspace_id, call_id, day, outcome, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens,
                               reasoning_tokens, usage_source, amount_usd, exposure_usd, clamped, provider_request_id, upstream_status,
                               latency_ms, first_token_ms)
  SELECT s.workspace_id, s.call_id, s.day, s.outcome, s.input_tokens, s.cache_read_tokens, s.cache_write_tokens, s.output_tokens,
         s.reasoning_tokens, s.usage_source, s.amount_usd, s.exposure_usd, s.clamped, s.provider_request_id, s.upstream_status,
         s.latency_ms, s.first_token_ms
    FROM jsonb_populate_recordset(NULL::call_settlement, settlements) s
   WHERE EXISTS (SELECT FROM call_intent i WHERE (i.workspace_id, i.call_id, i.day) = (s.workspace_id, s.call_id, s.day))
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS written = ROW_COUNT;

  WITH ended AS (
    INSERT INTO hold_end (workspace_id, hold_id, day, outcome, spent_usd)
    SELECT x.workspace_id, x.hold_id, x.day, x.outcome, x.spent_usd
      FROM jsonb_populate_recordset(NULL::hold_end, hold_ends) x
     WHERE EXISTS (SELECT FROM hold h WHERE (h.workspace_id, h.hold_id, h.day) = (x.workspace_id, x.hold_id, x.day))
    ON CONFLICT DO NOTHING
    RETURNING workspace_id, hold_id, spent_usd),
  posted AS MATERIALIZED (
    SELECT count(*) AS holds
      FROM quorate_budget_post((SELECT array_agg(workspace_id ORDER BY hold_id) FROM ended),
                               (SELECT array_agg(hold_id ORDER BY hold_id) FROM ended),
                               (SELECT array_agg(spent_usd ORDER BY hold_id) FROM ended)))
  SELECT (SELECT count(*) FROM ended) + 0 * posted.holds INTO added FROM posted;
  written := written + added;

  INSERT INTO request_end (workspace_id, request_id, day, status, used_call_ids, error_code)
  SELECT x.workspace_id, x.request_id, x.day, x.status, x.used_call_ids, x.error_code
    FROM jsonb_populate_recordset(NULL::request_end, request_ends) x
   WHERE EXISTS (SELECT FROM inference_request r WHERE (r.workspace_id, r.request_id, r.day) = (x.workspace_id, x.request_id, x.day))
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS added = ROW_COUNT;
  written := written + added;

  -- In a statement of its own, so that it sees endings that others committed while the first one waited for them.
  INSERT INTO call_adjustment (workspace_id, adjustment_id, day, call_id, delta_usd, reason, actor)
  SELECT late.workspace_id, late.id, quorate_day_of(late.id), late.call_id, late.amount_usd, 'usage known late', 'journal'
    FROM (SELECT s.workspace_id, s.call_id, j.amount_usd,
                 -- A version 7 UUID of now: the milliseconds, then what is random.
                 (lpad(to_hex(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
                  || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid AS id
            FROM jsonb_populate_recordset(NULL::call_settlement, settlements) j
            JOIN call_settlement s USING (workspace_id, call_id, day)
           WHERE s.outcome = 'unknown' AND j.outcome <> 'unknown' AND j.amount_usd > 0
             AND NOT EXISTS (SELECT FROM call_adjustment a
                              WHERE a.workspace_id = s.workspace_id AND a.call_id = s.call_id AND a.actor = 'journal')) late;
  GET DIAGNOSTICS adjusted = ROW_COUNT;
END
$$;
COMMENT ON FUNCTION quorate_replay_journal(jsonb) IS 'Writes endings that were kept on a disk while the database was away.';
