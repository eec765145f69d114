-- A month of one workspace, written through the real tables with their triggers and checks: the settings soak.requests, soak.workspace
-- and soak.month say how many requests of four lines, for whom, and when. The same settings give the same rows.
-- A key uses five of twelve models; a third of the keys use a preset.
CREATE FUNCTION pg_temp.id(at timestamptz, seed text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(seed), 1, 3)
          || '8' || substr(md5(seed), 4, 3) || substr(md5(seed), 7, 12))::uuid $$;
CREATE FUNCTION pg_temp.pick(seed text, choices integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT (hashtextextended(seed, 7) % choices + choices)::integer % choices $$;

CREATE TEMP TABLE asked AS
SELECT n, current_setting('soak.workspace')::uuid AS workspace_id, pg_temp.id(at, current_setting('soak.workspace') || 'r' || n) AS request_id, at,
       pg_temp.pick('k' || n, 24) AS key_no,
       CASE pg_temp.pick('s' || n, 20) WHEN 0 THEN 'failed' WHEN 1 THEN 'incomplete' WHEN 2 THEN 'cancelled' ELSE 'completed' END AS status,
       CASE WHEN pg_temp.pick('k' || n, 24) % 3 = 0 THEN 'reviewers@' || 1 + pg_temp.pick('v' || n, 2) END AS preset,
       CASE pg_temp.pick('t' || n, 10) WHEN 0 THEN '{}'::jsonb WHEN 1 THEN jsonb_build_object('team', 'team-' || pg_temp.pick('u' || n, 6))
         ELSE jsonb_build_object('team', 'team-' || pg_temp.pick('u' || n, 6), 'feature', '=f' || pg_temp.pick('f' || n, 9)) END AS tags,
       pg_temp.pick('q' || n, 50) = 0 AS test,
       CASE WHEN pg_temp.pick('c' || n, 10) = 0 THEN 'workspace' ELSE 'platform' END AS credential
  FROM generate_series(1, current_setting('soak.requests')::integer) n
 CROSS JOIN LATERAL (
   SELECT current_setting('soak.month')::timestamptz
            + (n - 1) * (current_setting('soak.month')::timestamptz + interval '1 month' - interval '2 minutes'
                         - current_setting('soak.month')::timestamptz) / current_setting('soak.requests')::integer AS at) placed;

CREATE TEMP TABLE line AS
SELECT a.*, i, pg_temp.id(at + lag, a.workspace_id || 'c' || n || '.' || i) AS call_id, at + lag AS intended_at,
       CASE WHEN i = 3 THEN 'judge' ELSE 'panel' END AS role, 'vendor-' || m / 4 || '/model-' || m AS model, 'vendor-' || m / 4 AS provider,
       CASE WHEN i = 3 THEN NULL ELSE i END AS panel_index,
       CASE WHEN test THEN 0 ELSE 0.1234567891 * (m + 1) END AS price_in, CASE WHEN test THEN 0 ELSE 1.0000000003 * (m + 2) END AS price_out,
       CASE WHEN test THEN 0 ELSE 0.0123456789 * (m + 1) END AS price_cached, CASE WHEN m % 5 = 0 AND NOT test THEN 0.0000000007 ELSE 0 END AS fee,
       CASE WHEN i < 3 AND status = 'failed' THEN 'error' WHEN i = 2 AND pg_temp.pick('o' || n, 12) = 0 THEN 'straggler' ELSE 'ok' END AS outcome,
       100 + pg_temp.pick('a' || n || '.' || i, 4000) AS tokens_in, pg_temp.pick('b' || n || '.' || i, 900) AS tokens_cached,
       1 + pg_temp.pick('d' || n || '.' || i, 2500) AS tokens_out, pg_temp.pick('e' || n || '.' || i, 800) AS tokens_thought
  FROM asked a
 CROSS JOIN generate_series(0, 3) i
 CROSS JOIN LATERAL (SELECT (key_no + pg_temp.pick('m' || n || '.' || i, 5)) % 12 AS m,
                            CASE WHEN i = 3 THEN interval '1 millisecond' * (2000 + pg_temp.pick('w' || n, 90000)) ELSE interval '100 milliseconds' END AS lag) l;

CREATE TEMP TABLE billed AS
SELECT l.*, CASE WHEN outcome = 'error' THEN 0 ELSE least(worth, bound) END AS amount,
       CASE WHEN outcome = 'error' THEN 0 ELSE greatest(worth - bound, 0) END AS exposure, outcome <> 'error' AND worth > bound AS clamped
  FROM line l
 CROSS JOIN LATERAL (
   SELECT quorate_round_half_even((tokens_in * price_in + tokens_cached * price_cached + tokens_out * price_out + tokens_thought * price_out)
                                  * 0.000001 + fee, 10) AS worth,
          quorate_round_half_even((4200 * greatest(price_in, price_cached) + 3200 * price_out) * 0.000001 + fee, 10) AS bound) v;

CREATE INDEX ON asked (n);
CREATE INDEX ON billed (n);
ANALYZE asked, billed;

-- Five thousand requests a transaction.
DO $$
BEGIN
  FOR low IN 1 .. current_setting('soak.requests')::integer BY 5000 LOOP
    INSERT INTO inference_request (workspace_id, request_id, day, api_key_id, project_id, endpoint, model_asked, preset, tags, test, received_at,
                                   started_at, node_id)
    SELECT workspace_id, request_id, quorate_day_of(request_id), md5('key' || key_no)::uuid,
           CASE WHEN key_no % 4 > 0 THEN md5('project' || key_no % 9)::uuid END, 'responses', 'fusion', preset, tags, test, at, at, workspace_id
      FROM asked WHERE n BETWEEN low AND low + 4999 ORDER BY n;
    INSERT INTO hold (workspace_id, hold_id, day, request_id, amount_usd, expires_at, node_id, placed_at)
    SELECT workspace_id, request_id, quorate_day_of(request_id), request_id, 1, at + interval '15 minutes', workspace_id, at
      FROM asked WHERE n BETWEEN low AND low + 4999 ORDER BY n;
    INSERT INTO call_intent (workspace_id, call_id, day, request_id, role, panel_index, step, attempt, provider, model, upstream_model, credential,
                             price_version, price_input_per_million, price_output_per_million, price_cache_read_per_million, price_per_request,
                             input_bound, output_bound, project_id, api_key_id, tags, test, node_id, intended_at)
    SELECT workspace_id, call_id, quorate_day_of(call_id), request_id, role, panel_index, 0, 0, provider, model, model, credential, 'soak', price_in,
           price_out, price_cached, fee, 4200, 3200, CASE WHEN key_no % 4 > 0 THEN md5('project' || key_no % 9)::uuid END, md5('key' || key_no)::uuid,
           tags, test, workspace_id, intended_at
      FROM billed WHERE n BETWEEN low AND low + 4999 ORDER BY n, i;
    INSERT INTO call_settlement (workspace_id, call_id, day, outcome, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens,
                                 reasoning_tokens, usage_source, amount_usd, exposure_usd, clamped, latency_ms, settled_at)
    SELECT workspace_id, call_id, quorate_day_of(call_id), outcome, CASE outcome WHEN 'error' THEN 0 ELSE tokens_in END,
           CASE outcome WHEN 'error' THEN 0 ELSE tokens_cached END, 0, CASE outcome WHEN 'error' THEN 0 ELSE tokens_out END,
           CASE outcome WHEN 'error' THEN 0 ELSE tokens_thought END, CASE outcome WHEN 'error' THEN 'none' ELSE 'provider' END, amount, exposure,
           clamped, 900, intended_at + interval '900 milliseconds'
      FROM billed WHERE n BETWEEN low AND low + 4999 ORDER BY n, i;
    INSERT INTO hold_end (workspace_id, hold_id, day, outcome, spent_usd, ended_at)
    SELECT workspace_id, request_id, quorate_day_of(request_id), 'posted', sum(amount), max(intended_at) + interval '1 second'
      FROM billed WHERE n BETWEEN low AND low + 4999 GROUP BY workspace_id, request_id, n ORDER BY n;
    INSERT INTO request_end (workspace_id, request_id, day, status, used_call_ids, ended_at)
    SELECT workspace_id, request_id, quorate_day_of(request_id), status,
           CASE status WHEN 'completed' THEN coalesce(array_agg(call_id) FILTER (WHERE outcome = 'ok'), '{}') ELSE '{}' END,
           max(intended_at) + interval '1 second'
      FROM billed WHERE n BETWEEN low AND low + 4999 GROUP BY workspace_id, request_id, n, status ORDER BY n;
    COMMIT;
  END LOOP;
END
$$;
