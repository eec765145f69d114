-- Roll-ups by month, and by the values of each tag, so that a month's report reads a month's groups and not its days'.

-- A round that is under way ends first. What stands here is made anew: the next rounds read the ledger from its beginning.
SELECT quorate_usage_forget();

ALTER TABLE usage_rollup DROP CONSTRAINT usage_rollup_grain_check;
ALTER TABLE usage_rollup ADD CONSTRAINT usage_rollup_grain_check CHECK (grain IN ('hour', 'day', 'month'));
CREATE TABLE usage_rollup_month PARTITION OF usage_rollup FOR VALUES IN ('month');
COMMENT ON TABLE usage_rollup IS 'Sums of ledger lines by hour, by day and by month; derived.';

-- By month too, and apart, so that the groups of a month lie together.
DROP TABLE usage_tag_rollup;
CREATE TABLE usage_tag_rollup (
  LIKE usage_rollup,
  tags     jsonb NOT NULL,
  -- Sets of tags can be larger than a key of an index.
  tags_key bytea NOT NULL,
  CONSTRAINT usage_tag_rollup_once UNIQUE NULLS NOT DISTINCT
    (workspace_id, grain, starts_at, project_id, api_key_id, model, provider, role, status, preset, test, tags_key)
) PARTITION BY LIST (grain);
CREATE TABLE usage_tag_rollup_day PARTITION OF usage_tag_rollup FOR VALUES IN ('day');
CREATE TABLE usage_tag_rollup_month PARTITION OF usage_tag_rollup FOR VALUES IN ('month');
COMMENT ON TABLE usage_tag_rollup IS 'Sums of ledger lines by day and by month and set of tags; derived.';
CREATE INDEX usage_tag_rollup_by_time ON usage_tag_rollup (grain, starts_at);
CREATE INDEX usage_tag_rollup_empty ON usage_tag_rollup (workspace_id) WHERE calls = 0;

-- The tags one by one: for each key and value the sums of the lines that carry it, and under the key '', which no tag has, those of all
-- lines. What carries no such key is the difference. All lines of a request carry its tags, so distinct requests add up.
CREATE TABLE usage_tag_value_rollup (
  workspace_id       uuid        NOT NULL,
  grain              text        NOT NULL CHECK (grain IN ('day', 'month')),
  starts_at          timestamptz NOT NULL,
  tag_key            text        NOT NULL,
  tag_value          text        NOT NULL,
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
  -- One key's rows lie together, however many values another one has.
  CONSTRAINT usage_tag_value_rollup_once PRIMARY KEY (workspace_id, grain, tag_key, starts_at, tag_value, test)
);
COMMENT ON TABLE usage_tag_value_rollup IS 'Sums of ledger lines by day and by month and value of a tag; derived.';
CREATE INDEX usage_tag_value_rollup_by_time ON usage_tag_value_rollup (tag_key, grain, starts_at);
CREATE INDEX usage_tag_value_rollup_empty ON usage_tag_value_rollup (workspace_id) WHERE calls = 0;

GRANT SELECT, INSERT, UPDATE, DELETE ON usage_tag_rollup, usage_tag_value_rollup TO quorate_app;
SELECT quorate_wall('usage_tag_rollup');
SELECT quorate_wall('usage_tag_value_rollup');
