-- What must always be true of the ledger. Each SELECT returns the rows that break one rule, the rule's name first: none is good.
-- Statements end with a semicolon at the end of a line; tests run each, and each has been seen to find a planted fault.
-- Calls of requests that still run are left alone, so the file may be run at any time; run it in one REPEATABLE READ transaction.

-- L1: no byte leaves before its intent is committed. Seen from here: no line without an intent, none settled before it was intended,
-- no intent without its request.
SELECT 'L1 settled without intent' AS broken, s.workspace_id, s.call_id AS id
  FROM call_settlement s
 WHERE NOT EXISTS (SELECT FROM call_intent i WHERE (i.workspace_id, i.call_id, i.day) = (s.workspace_id, s.call_id, s.day));

SELECT 'L1 settled before intended' AS broken, i.workspace_id, i.call_id AS id
  FROM call_intent i JOIN call_settlement s USING (workspace_id, call_id, day)
 WHERE s.settled_at < i.intended_at;

SELECT 'L1 intent without request' AS broken, i.workspace_id, i.call_id AS id
  FROM call_intent i
 WHERE NOT EXISTS (SELECT FROM inference_request r WHERE (r.workspace_id, r.request_id) = (i.workspace_id, i.request_id));

-- L2: at most one settlement, and exactly one once the request has ended.
SELECT 'L2 settled twice' AS broken, workspace_id, call_id AS id
  FROM call_settlement GROUP BY workspace_id, call_id HAVING count(*) > 1;

SELECT 'L2 ended request with open call' AS broken, i.workspace_id, i.call_id AS id
  FROM call_intent i
  JOIN request_end e USING (workspace_id, request_id)
 WHERE NOT EXISTS (SELECT FROM call_settlement s WHERE (s.workspace_id, s.call_id, s.day) = (i.workspace_id, i.call_id, i.day));

-- L4: every total is the sum of the lines, whichever way they are grouped: a line says about its owner what its request says, and
-- the holds of an ended request were spent to the digit.
SELECT 'L4 line and request disagree' AS broken, i.workspace_id, i.call_id AS id
  FROM call_intent i JOIN inference_request r USING (workspace_id, request_id)
 WHERE (i.api_key_id, i.project_id, i.tags, i.test) IS DISTINCT FROM (r.api_key_id, r.project_id, r.tags, r.test);

SELECT 'L4 spent is not the sum of lines' AS broken, e.workspace_id, e.request_id AS id
  FROM request_end e
  LEFT JOIN LATERAL (SELECT sum(s.amount_usd) AS usd
                       FROM call_intent i JOIN call_settlement s USING (workspace_id, call_id, day)
                      WHERE (i.workspace_id, i.request_id) = (e.workspace_id, e.request_id)) lines ON true
  LEFT JOIN LATERAL (SELECT sum(x.spent_usd) AS usd
                       FROM hold h JOIN hold_end x USING (workspace_id, hold_id, day)
                      WHERE (h.workspace_id, h.request_id) = (e.workspace_id, e.request_id)) holds ON true
 WHERE coalesce(lines.usd, 0) <> coalesce(holds.usd, 0);

-- L5: no amount and no count below zero, none with more than ten decimals, and no adjustment takes a call below zero.
SELECT 'L5 negative or unrounded' AS broken, workspace_id, call_id AS id
  FROM call_settlement
 WHERE least(amount_usd, exposure_usd, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens) < 0
    OR greatest(scale(amount_usd), scale(exposure_usd)) > 10;

SELECT 'L5 adjusted below zero' AS broken, a.workspace_id, a.call_id AS id
  FROM (SELECT workspace_id, call_id, sum(delta_usd) AS delta_usd FROM call_adjustment GROUP BY workspace_id, call_id) a
  LEFT JOIN call_settlement s USING (workspace_id, call_id)
 WHERE coalesce(s.amount_usd, 0) + a.delta_usd < 0;

-- L6: every amount recomputes from its snapshot: tokens at their bucket's price, rounded once half-even, clamped at the worst case.
SELECT 'L6 amount does not recompute' AS broken, workspace_id, call_id AS id
  FROM call_intent i
  JOIN call_settlement s USING (workspace_id, call_id, day)
 CROSS JOIN LATERAL (
   SELECT coalesce(i.price_cache_read_per_million, i.price_input_per_million)   AS cache_read,
          coalesce(i.price_cache_write_per_million, i.price_input_per_million)  AS cache_write,
          coalesce(i.price_reasoning_per_million, i.price_output_per_million)   AS reasoning) p
 CROSS JOIN LATERAL (
   SELECT quorate_round_half_even(
            (s.input_tokens * i.price_input_per_million + s.cache_read_tokens * p.cache_read + s.cache_write_tokens * p.cache_write
             + s.output_tokens * i.price_output_per_million + s.reasoning_tokens * p.reasoning) * 0.000001 + i.price_per_request, 10) AS worth,
          quorate_round_half_even(
            (i.input_bound * greatest(i.price_input_per_million, p.cache_read, p.cache_write)
             + i.output_bound * greatest(i.price_output_per_million, p.reasoning)) * 0.000001 + i.price_per_request, 10) AS bound) v
 WHERE (s.amount_usd, s.exposure_usd, s.clamped) IS DISTINCT FROM (
         CASE WHEN s.usage_source = 'none' THEN 0 ELSE least(v.worth, v.bound) END,
         CASE WHEN s.usage_source <> 'none' THEN greatest(v.worth - v.bound, 0)
              WHEN s.outcome IN ('unknown', 'ok') THEN v.bound
              ELSE 0 END,
         CASE WHEN s.usage_source = 'none' THEN s.outcome = 'ok' ELSE v.worth > v.bound END);

-- L7: no row changed after insert. What can be seen from here: every table and partition refuses it, to everybody.
SELECT 'L7 table can be changed' AS broken, NULL::uuid AS workspace_id, t.relid::regclass::text AS id
  FROM unnest(ARRAY['inference_request', 'request_end', 'hold', 'hold_end', 'call_intent', 'call_settlement', 'call_adjustment']) AS ledger(name)
 CROSS JOIN LATERAL pg_partition_tree(ledger.name::regclass) t
 WHERE (SELECT count(*) FROM pg_trigger g
         WHERE g.tgrelid = t.relid AND g.tgname IN ('append_only', 'no_truncate') AND g.tgenabled = 'A') <> 2
    OR has_table_privilege('quorate_app', t.relid, 'UPDATE, DELETE, TRUNCATE, TRIGGER');

-- L8: no row points into another workspace.
SELECT 'L8 intent of a foreign request' AS broken, i.workspace_id, i.call_id AS id
  FROM call_intent i JOIN inference_request r USING (request_id) WHERE i.workspace_id <> r.workspace_id;

SELECT 'L8 settlement of a foreign call' AS broken, s.workspace_id, s.call_id AS id
  FROM call_settlement s JOIN call_intent i USING (call_id) WHERE s.workspace_id <> i.workspace_id;

SELECT 'L8 adjustment of a foreign call' AS broken, a.workspace_id, a.adjustment_id AS id
  FROM call_adjustment a
 WHERE NOT EXISTS (SELECT FROM call_intent i WHERE (i.workspace_id, i.call_id) = (a.workspace_id, a.call_id));

SELECT 'L8 hold of a foreign request' AS broken, h.workspace_id, h.hold_id AS id
  FROM hold h JOIN inference_request r USING (request_id) WHERE h.workspace_id <> r.workspace_id;

SELECT 'L8 foreign parent' AS broken, i.workspace_id, i.call_id AS id
  FROM call_intent i
 WHERE i.parent_call_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM call_intent p
                    WHERE (p.workspace_id, p.call_id, p.request_id) = (i.workspace_id, i.parent_call_id, i.request_id));

-- L10: holds end with their request, belong to one, and none is spent beyond what was held for the request.
SELECT 'L10 ended request with open hold' AS broken, h.workspace_id, h.hold_id AS id
  FROM hold h
  JOIN request_end e USING (workspace_id, request_id)
 WHERE NOT EXISTS (SELECT FROM hold_end x WHERE (x.workspace_id, x.hold_id, x.day) = (h.workspace_id, h.hold_id, h.day));

SELECT 'L10 hold without request' AS broken, h.workspace_id, h.hold_id AS id
  FROM hold h
 WHERE NOT EXISTS (SELECT FROM inference_request r WHERE (r.workspace_id, r.request_id) = (h.workspace_id, h.request_id));

SELECT 'L10 spent more than held' AS broken, h.workspace_id, h.request_id AS id
  FROM hold h LEFT JOIN hold_end x USING (workspace_id, hold_id, day)
 GROUP BY h.workspace_id, h.request_id
HAVING sum(x.spent_usd) > sum(h.amount_usd);

-- L10, L11: what is reserved of a budget is what its open holds draw, and a hard cap was never overrun: spent and reserved stay within
-- the cap at the last reservation.
SELECT 'L10 reserved is not the sum of draws' AS broken, p.workspace_id, p.budget_id AS id
  FROM budget_period p
 WHERE p.reserved_usd <> (SELECT coalesce(sum(d.amount_usd), 0) FROM budget_draw d
                           WHERE (d.workspace_id, d.budget_id, d.starts_at) = (p.workspace_id, p.budget_id, p.starts_at));

SELECT 'L10 draw of an ended or unknown hold' AS broken, d.workspace_id, d.hold_id AS id
  FROM budget_draw d
 WHERE EXISTS (SELECT FROM hold_end e WHERE (e.workspace_id, e.hold_id) = (d.workspace_id, d.hold_id))
    OR NOT EXISTS (SELECT FROM hold h WHERE (h.workspace_id, h.hold_id, h.amount_usd) = (d.workspace_id, d.hold_id, d.amount_usd));

SELECT 'L11 cap overrun' AS broken, workspace_id, budget_id AS id
  FROM budget_period WHERE spent_usd + reserved_usd > bound_usd;

SELECT 'L11 spent is not the sum of holds' AS broken, p.workspace_id, p.budget_id AS id
  FROM budget_period p
  JOIN budget b USING (workspace_id, budget_id)
 WHERE p.count_below IS NULL AND b.period = 'lifetime'
   AND p.spent_usd <> (SELECT coalesce(sum(e.spent_usd), 0)
                         FROM hold_end e
                         JOIN hold h USING (workspace_id, hold_id, day)
                         JOIN inference_request r USING (workspace_id, request_id)
                        WHERE e.workspace_id = b.workspace_id AND b.scope_id IN (r.workspace_id, r.project_id, r.api_key_id));

-- L12: zero is not missing. A whole answer has a count, reported or ours, unless an impossible report was refused, which is flagged;
-- what was not sent has none.
SELECT 'L12 answer without usage' AS broken, workspace_id, call_id AS id
  FROM call_settlement WHERE outcome = 'ok' AND usage_source = 'none' AND NOT clamped;

SELECT 'L12 usage without source' AS broken, workspace_id, call_id AS id
  FROM call_settlement
 WHERE (usage_source = 'none' OR outcome = 'not_sent')
   AND (usage_source <> 'none' OR amount_usd <> 0
        OR greatest(input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens) <> 0);

-- L13: every retry has its own line: the attempts of a step are 0, 1, 2 … without a gap and without a repetition.
SELECT 'L13 attempts with a gap' AS broken, workspace_id, request_id AS id
  FROM call_intent
 GROUP BY workspace_id, request_id, role, panel_index, parent_call_id, step
HAVING count(*) <> max(attempt) + 1 OR count(DISTINCT attempt) <> max(attempt) + 1;

-- L14: a line belongs to the period of its intent: both halves carry the day inside the call's id.
SELECT 'L14 settlement on another day' AS broken, s.workspace_id, s.call_id AS id
  FROM call_settlement s JOIN call_intent i USING (workspace_id, call_id)
 WHERE s.day <> i.day OR i.day IS DISTINCT FROM quorate_day_of(i.call_id);

-- L4: roll-ups and statements are sums of lines too.
SELECT 'L4 roll-up is not the sum of lines' AS broken, workspace_id, starts_at::text AS id
  FROM (SELECT workspace_id, starts_at, calls, cost_usd FROM usage_rollup WHERE grain = 'day'
        UNION ALL
        SELECT i.workspace_id, date_trunc('day', i.intended_at, 'UTC'), -1, -coalesce(s.amount_usd, 0)
          FROM usage_mark m
          JOIN call_intent i ON i.xid < m.xid
          LEFT JOIN call_settlement s ON s.workspace_id = i.workspace_id AND s.call_id = i.call_id AND s.day = i.day AND s.xid < m.xid) both_ways
 GROUP BY workspace_id, starts_at
HAVING sum(calls) <> 0 OR sum(cost_usd) <> 0
 UNION ALL
-- The seven roll-ups of a month agree.
SELECT 'L4 roll-up is not the sum of lines', workspace_id, month::text
  FROM (SELECT workspace_id, date_trunc('month', starts_at, 'UTC') AS month, roll_up, sum(calls) AS calls, sum(cost_usd) AS cost_usd
          FROM (SELECT workspace_id, starts_at, grain AS roll_up, calls, cost_usd FROM usage_rollup
                UNION ALL
                SELECT workspace_id, starts_at, 'tags by ' || grain, calls, cost_usd FROM usage_tag_rollup
                UNION ALL
                SELECT workspace_id, starts_at, 'values by ' || grain, calls, cost_usd FROM usage_tag_value_rollup WHERE tag_key = '') rolled
         GROUP BY 1, 2, 3) sums
 GROUP BY workspace_id, month
HAVING count(*) <> 7 OR min(calls) <> max(calls) OR min(cost_usd) <> max(cost_usd);

SELECT 'L4 statement is not the sum of lines' AS broken, t.workspace_id, t.month::text AS id
  FROM statement t
  LEFT JOIN LATERAL (SELECT sum(s.amount_usd) AS usd
                       FROM call_intent i JOIN call_settlement s USING (workspace_id, call_id, day)
                      WHERE i.workspace_id = t.workspace_id AND NOT i.test
                        AND i.intended_at >= t.month AT TIME ZONE 'UTC'
                        AND i.intended_at < (t.month + interval '1 month') AT TIME ZONE 'UTC') lines ON true
  LEFT JOIN LATERAL (SELECT sum(l.cost_usd) AS usd FROM statement_line l
                      WHERE (l.workspace_id, l.month) = (t.workspace_id, t.month)) parts ON true
 WHERE (t.cost_usd, t.cost_usd) <> (coalesce(lines.usd, 0), coalesce(parts.usd, 0));
