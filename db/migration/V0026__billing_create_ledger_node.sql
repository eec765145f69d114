-- The lease of every process that writes the ledger: it lives as long as it says so. A process that was taken for dead never comes
-- back under the same name.
CREATE TABLE ledger_node (
  node_id    uuid        PRIMARY KEY,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- When it was taken for dead, or said goodbye: what it left open is settled by another.
  lost_at    timestamptz
);
COMMENT ON TABLE ledger_node IS 'Processes that write the ledger, and when each was last heard of.';
CREATE INDEX ledger_node_living ON ledger_node (seen_at) WHERE lost_at IS NULL;

GRANT SELECT, INSERT, DELETE ON ledger_node TO quorate_app;
GRANT UPDATE (seen_at, lost_at) ON ledger_node TO quorate_app;

-- Ends what is open of requests whose node is gone or whose hold has run out: calls without an ending are unknown, free for the
-- customer, their worst case beside them as exposure; what is settled already is spent; the request has failed. First write wins, as
-- everywhere: a node that was only slow finds its own endings refused.
-- Says how many calls and how many requests it ended.
CREATE FUNCTION quorate_end_open_requests(node uuid, OUT calls bigint, OUT requests bigint)
  LANGUAGE plpgsql
AS $$
DECLARE
  open_workspaces uuid[];
  open_requests uuid[];
BEGIN
  SELECT array_agg(r.workspace_id), array_agg(r.request_id)
    INTO open_workspaces, open_requests
    FROM inference_request r
   WHERE r.day >= CURRENT_DATE - 2
     AND NOT EXISTS (SELECT FROM request_end e WHERE (e.workspace_id, e.request_id, e.day) = (r.workspace_id, r.request_id, r.day))
     AND CASE WHEN node IS NOT NULL THEN r.node_id = node
              ELSE EXISTS (SELECT FROM hold h WHERE (h.workspace_id, h.request_id) = (r.workspace_id, r.request_id))
                   AND NOT EXISTS (SELECT FROM hold h WHERE (h.workspace_id, h.request_id) = (r.workspace_id, r.request_id)
                                                        AND h.expires_at >= clock_timestamp())
         END;

  WITH unknown AS (
    INSERT INTO call_settlement (workspace_id, call_id, day, outcome, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens,
                                 reasoning_tokens, usage_source, amount_usd, exposure_usd, clamped, latency_ms)
    SELECT i.workspace_id, i.call_id, i.day, 'unknown', 0, 0, 0, 0, 0, 'none', 0,
           quorate_round_half_even(
             (i.input_bound * greatest(i.price_input_per_million, coalesce(i.price_cache_read_per_million, i.price_input_per_million),
                                       coalesce(i.price_cache_write_per_million, i.price_input_per_million))
              + i.output_bound * greatest(i.price_output_per_million, coalesce(i.price_reasoning_per_million, i.price_output_per_million)))
             * 0.000001 + i.price_per_request, 10),
           false, greatest(0, floor(extract(epoch FROM clock_timestamp() - i.intended_at) * 1000))::bigint
      FROM unnest(open_workspaces, open_requests) AS o(workspace_id, request_id)
      JOIN call_intent i USING (workspace_id, request_id)
     WHERE NOT EXISTS (SELECT FROM call_settlement s WHERE (s.workspace_id, s.call_id, s.day) = (i.workspace_id, i.call_id, i.day))
    ON CONFLICT DO NOTHING
    RETURNING call_id)
  SELECT count(*) INTO calls FROM unknown;

  -- In a statement of its own, so that it sees the endings above and those that came meanwhile.
  WITH ended AS (
    INSERT INTO request_end (workspace_id, request_id, day, status, used_call_ids, error_code)
    SELECT o.workspace_id, o.request_id, quorate_day_of(o.request_id), 'failed', '{}', 'node_lost'
      FROM unnest(open_workspaces, open_requests) AS o(workspace_id, request_id)
    ON CONFLICT DO NOTHING
    RETURNING workspace_id, request_id),
  spent AS (
    SELECT e.workspace_id, e.request_id, coalesce(sum(s.amount_usd), 0) AS usd
      FROM ended e
      LEFT JOIN (call_intent i JOIN call_settlement s USING (workspace_id, call_id, day)) USING (workspace_id, request_id)
     GROUP BY e.workspace_id, e.request_id),
  closing AS (
    SELECT h.workspace_id, h.hold_id, h.day, s.usd,
           row_number() OVER (PARTITION BY h.workspace_id, h.request_id ORDER BY h.hold_id) = 1 AS first
      FROM spent s
      JOIN hold h USING (workspace_id, request_id)),
  closed AS (
    INSERT INTO hold_end (workspace_id, hold_id, day, outcome, spent_usd)
    SELECT workspace_id, hold_id, day, CASE WHEN first AND usd > 0 THEN 'posted' ELSE 'expired' END, CASE WHEN first THEN usd ELSE 0 END
      FROM closing
    ON CONFLICT DO NOTHING
    RETURNING workspace_id, hold_id, spent_usd),
  posted AS MATERIALIZED (
    SELECT count(*) AS holds
      FROM quorate_budget_post((SELECT array_agg(workspace_id ORDER BY hold_id) FROM closed),
                               (SELECT array_agg(hold_id ORDER BY hold_id) FROM closed),
                               (SELECT array_agg(spent_usd ORDER BY hold_id) FROM closed)))
  SELECT (SELECT count(*) FROM ended) + 0 * posted.holds INTO requests FROM posted;
END
$$;
COMMENT ON FUNCTION quorate_end_open_requests(uuid) IS 'Ends what a lost node left open, or with null what outlived its hold.';
