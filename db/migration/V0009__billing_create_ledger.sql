-- The ledger: what was asked, held, sent and settled. Rows are written once and never changed.
-- Every table is partitioned by month on `day`, the UTC date inside the row's version 7 UUID, so that the primary key, which must
-- contain the partition key, still means "this id exists once". Amounts are plain numeric: numeric(20,10) would round a careless
-- value instead of refusing it. The upper bounds also keep out NaN, which is greater than every number.
-- No foreign keys, here as towards tenancy: a check costs more than the row it is for, locks the row it looks at, and its plan, once
-- made while a month is empty, reads that whole month for every row until statistics arrive. The writer keeps the order, first in
-- first out; db/invariants.sql finds a row without its other half.

-- Null for anything that is not a version 7 UUID. No SET clause, so that the planner can inline it.
CREATE FUNCTION quorate_day_of(id uuid) RETURNS date
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN pg_catalog.uuid_extract_version(id) = 7
            THEN (pg_catalog.uuid_extract_timestamp(id) AT TIME ZONE 'UTC')::date
       END;
COMMENT ON FUNCTION quorate_day_of(uuid) IS 'The UTC date a version 7 UUID was made on; null for other UUIDs.';

CREATE TABLE inference_request (
  workspace_id uuid NOT NULL,
  request_id   uuid NOT NULL,
  day          date NOT NULL,
  api_key_id   uuid NOT NULL,
  project_id   uuid,
  endpoint     text NOT NULL CHECK (endpoint <> ''),
  model_asked  text NOT NULL,
  preset       text,
  tags         jsonb NOT NULL CHECK (jsonb_typeof(tags) = 'object'),
  test         boolean NOT NULL,
  received_at  timestamptz NOT NULL,
  started_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  node_id      uuid NOT NULL,
  xid          xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (workspace_id, request_id, day),
  CONSTRAINT inference_request_day CHECK (day IS NOT DISTINCT FROM quorate_day_of(request_id))
) PARTITION BY RANGE (day);

-- A request without an end is running, or its node died.
CREATE TABLE request_end (
  workspace_id  uuid NOT NULL,
  request_id    uuid NOT NULL,
  day           date NOT NULL,
  status        text NOT NULL CHECK (status IN ('completed', 'incomplete', 'failed', 'cancelled', 'refused')),
  used_call_ids uuid[] NOT NULL,
  error_code    text,
  ended_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  xid           xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (workspace_id, request_id, day),
  CONSTRAINT request_end_day CHECK (day IS NOT DISTINCT FROM quorate_day_of(request_id))
) PARTITION BY RANGE (day);

-- Money reserved for a request; a further row of the same request is a top-up.
CREATE TABLE hold (
  workspace_id uuid NOT NULL,
  hold_id      uuid NOT NULL,
  day          date NOT NULL,
  request_id   uuid NOT NULL,
  amount_usd   numeric NOT NULL CHECK (amount_usd >= 0 AND amount_usd < 10000000000 AND scale(amount_usd) <= 10),
  expires_at   timestamptz NOT NULL,
  node_id      uuid NOT NULL,
  placed_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  xid          xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (workspace_id, hold_id, day),
  CONSTRAINT hold_day CHECK (day IS NOT DISTINCT FROM quorate_day_of(hold_id))
) PARTITION BY RANGE (day);

CREATE TABLE hold_end (
  workspace_id uuid NOT NULL,
  hold_id      uuid NOT NULL,
  day          date NOT NULL,
  outcome      text NOT NULL CHECK (outcome IN ('posted', 'voided', 'expired')),
  spent_usd    numeric NOT NULL CHECK (spent_usd >= 0 AND spent_usd < 10000000000 AND scale(spent_usd) <= 10),
  ended_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  xid          xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (workspace_id, hold_id, day),
  CONSTRAINT hold_end_day CHECK (day IS NOT DISTINCT FROM quorate_day_of(hold_id)),
  CONSTRAINT hold_end_only_posted_spends CHECK (outcome = 'posted' OR spent_usd = 0)
) PARTITION BY RANGE (day);

-- A call is about to leave. Price columns are USD per million tokens, a copy of what was in effect; a null bucket is priced as
-- uncached input, or as visible output for reasoning.
CREATE TABLE call_intent (
  workspace_id                  uuid NOT NULL,
  call_id                       uuid NOT NULL,
  day                           date NOT NULL,
  request_id                    uuid NOT NULL,
  parent_call_id                uuid,
  role                          text NOT NULL
    CHECK (role IN ('direct', 'panel', 'judge', 'writer', 'web_search', 'web_fetch', 'rejudge')),
  panel_index                   integer CHECK (panel_index >= 0),
  step                          integer NOT NULL CHECK (step >= 0),
  attempt                       integer NOT NULL CHECK (attempt >= 0),
  provider                      text NOT NULL,
  model                         text NOT NULL,
  upstream_model                text NOT NULL,
  credential                    text NOT NULL CHECK (credential IN ('platform', 'workspace')),
  price_version                 text NOT NULL,
  price_input_per_million       numeric NOT NULL
    CHECK (price_input_per_million >= 0 AND price_input_per_million < 10000000000 AND scale(price_input_per_million) <= 10),
  price_output_per_million      numeric NOT NULL
    CHECK (price_output_per_million >= 0 AND price_output_per_million < 10000000000 AND scale(price_output_per_million) <= 10),
  price_cache_read_per_million  numeric
    CHECK (price_cache_read_per_million >= 0 AND price_cache_read_per_million < 10000000000 AND scale(price_cache_read_per_million) <= 10),
  price_cache_write_per_million numeric
    CHECK (price_cache_write_per_million >= 0 AND price_cache_write_per_million < 10000000000 AND scale(price_cache_write_per_million) <= 10),
  price_reasoning_per_million   numeric
    CHECK (price_reasoning_per_million >= 0 AND price_reasoning_per_million < 10000000000 AND scale(price_reasoning_per_million) <= 10),
  price_per_request             numeric NOT NULL
    CHECK (price_per_request >= 0 AND price_per_request < 10000000000 AND scale(price_per_request) <= 10),
  input_bound                   bigint NOT NULL CHECK (input_bound >= 0),
  output_bound                  bigint NOT NULL CHECK (output_bound >= 0),
  project_id                    uuid,
  api_key_id                    uuid NOT NULL,
  tags                          jsonb NOT NULL CHECK (jsonb_typeof(tags) = 'object'),
  test                          boolean NOT NULL,
  node_id                       uuid NOT NULL,
  intended_at                   timestamptz NOT NULL DEFAULT clock_timestamp(),
  xid                           xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (workspace_id, call_id, day),
  CONSTRAINT call_intent_day CHECK (day IS NOT DISTINCT FROM quorate_day_of(call_id))
) PARTITION BY RANGE (day);

-- The lines of a request; the lines of a time span. Ids sort by time, so the primary keys serve everything else.
CREATE INDEX call_intent_by_request ON call_intent (workspace_id, request_id);
CREATE INDEX call_intent_by_time ON call_intent (workspace_id, intended_at);
CREATE INDEX hold_by_request ON hold (workspace_id, request_id);

-- What a call came to. Its primary key is what "at most once" means. Tokens are in buckets that do not overlap, as reported;
-- only the amount is clamped at the bound that was held, and the difference stands beside it as exposure. A whole answer whose
-- reported usage is impossible (negative) is billed nothing, flagged the same way, with the bound as exposure.
CREATE TABLE call_settlement (
  workspace_id        uuid NOT NULL,
  call_id             uuid NOT NULL,
  day                 date NOT NULL,
  outcome             text NOT NULL
    CHECK (outcome IN ('ok', 'error', 'timeout', 'truncated', 'cancelled', 'straggler', 'not_sent', 'unknown')),
  input_tokens        bigint NOT NULL CHECK (input_tokens >= 0),
  cache_read_tokens   bigint NOT NULL CHECK (cache_read_tokens >= 0),
  cache_write_tokens  bigint NOT NULL CHECK (cache_write_tokens >= 0),
  output_tokens       bigint NOT NULL CHECK (output_tokens >= 0),
  reasoning_tokens    bigint NOT NULL CHECK (reasoning_tokens >= 0),
  usage_source        text NOT NULL CHECK (usage_source IN ('provider', 'counted', 'estimated', 'none')),
  amount_usd          numeric NOT NULL CHECK (amount_usd >= 0 AND amount_usd < 10000000000 AND scale(amount_usd) <= 10),
  exposure_usd        numeric NOT NULL CHECK (exposure_usd >= 0 AND exposure_usd < 1e30 AND scale(exposure_usd) <= 10),
  clamped             boolean NOT NULL,
  provider_request_id text,
  upstream_status     integer,
  latency_ms          bigint NOT NULL CHECK (latency_ms >= 0),
  first_token_ms      bigint CHECK (first_token_ms >= 0),
  settled_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  xid                 xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (workspace_id, call_id, day),
  CONSTRAINT call_settlement_day CHECK (day IS NOT DISTINCT FROM quorate_day_of(call_id)),
  CONSTRAINT call_settlement_clamp_shows CHECK (NOT clamped OR exposure_usd > 0 OR usage_source = 'none'),
  CONSTRAINT call_settlement_none_is_free CHECK (
    usage_source <> 'none'
    OR (amount_usd = 0 AND clamped = (outcome = 'ok')
        AND greatest(input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens) = 0)),
  CONSTRAINT call_settlement_unsent_is_free CHECK (outcome <> 'not_sent' OR usage_source = 'none')
) PARTITION BY RANGE (day);

-- A correction found later, with a day of its own: it belongs to the period it was made in.
CREATE TABLE call_adjustment (
  workspace_id  uuid NOT NULL,
  adjustment_id uuid NOT NULL,
  day           date NOT NULL,
  call_id       uuid NOT NULL,
  delta_usd     numeric NOT NULL CHECK (abs(delta_usd) < 10000000000 AND scale(delta_usd) <= 10),
  reason        text NOT NULL CHECK (reason <> ''),
  actor         text NOT NULL CHECK (actor <> ''),
  adjusted_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  xid           xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (workspace_id, adjustment_id, day),
  CONSTRAINT call_adjustment_day CHECK (day IS NOT DISTINCT FROM quorate_day_of(adjustment_id))
) PARTITION BY RANGE (day);
CREATE INDEX call_adjustment_by_call ON call_adjustment (workspace_id, call_id);
