-- Caps on what a workspace, a project or a key may spend in a period. What a request may cost at most is reserved here in the same
-- transaction that writes its hold, and what it did cost takes its place when the hold ends.
CREATE TABLE budget (
  workspace_id     uuid        NOT NULL,
  budget_id        uuid        NOT NULL,
  scope            text        NOT NULL CHECK (scope IN ('workspace', 'project', 'key')),
  -- The workspace's, the project's or the key's id.
  scope_id         uuid        NOT NULL,
  period           text        NOT NULL CHECK (period IN ('daily', 'weekly', 'monthly', 'lifetime')),
  cap_usd          numeric     NOT NULL CHECK (cap_usd >= 0 AND cap_usd < 10000000000 AND scale(cap_usd) <= 10),
  mode             text        NOT NULL CHECK (mode IN ('hard', 'soft')),
  alert_thresholds integer[]   NOT NULL DEFAULT '{}',
  created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (workspace_id, budget_id),
  UNIQUE (workspace_id, scope_id, period),
  CHECK (scope <> 'workspace' OR scope_id = workspace_id)
);
COMMENT ON TABLE budget IS 'Caps on spending, by scope and period.';

-- The guarded row: locked for the length of one commit, so it stays small and in its page.
CREATE TABLE budget_period (
  workspace_id uuid        NOT NULL,
  budget_id    uuid        NOT NULL,
  starts_at    timestamptz NOT NULL,
  spent_usd    numeric     NOT NULL DEFAULT 0 CHECK (spent_usd >= 0 AND scale(spent_usd) <= 10),
  reserved_usd numeric     NOT NULL DEFAULT 0 CHECK (reserved_usd >= 0 AND scale(reserved_usd) <= 10),
  -- What spent and reserved may not exceed together: the cap at the last reservation, or what was spent when the budget was made.
  -- Null while nothing was reserved under a hard cap.
  bound_usd    numeric,
  -- While what was spent before the budget existed is not counted yet: what was visible when it was made.
  count_below  pg_snapshot,
  PRIMARY KEY (workspace_id, budget_id, starts_at),
  FOREIGN KEY (workspace_id, budget_id) REFERENCES budget (workspace_id, budget_id) ON DELETE CASCADE
) WITH (fillfactor = 50);
COMMENT ON TABLE budget_period IS 'What is spent and reserved of a budget in one period.';

-- Which periods an open hold draws on. Gone when the hold ends, so the table is as small as the number of open requests.
CREATE TABLE budget_draw (
  workspace_id uuid        NOT NULL,
  hold_id      uuid        NOT NULL,
  budget_id    uuid        NOT NULL,
  starts_at    timestamptz NOT NULL,
  amount_usd   numeric     NOT NULL CHECK (amount_usd >= 0 AND scale(amount_usd) <= 10),
  PRIMARY KEY (workspace_id, hold_id, budget_id)
);
COMMENT ON TABLE budget_draw IS 'What open holds have reserved, and where.';
CREATE INDEX budget_draw_by_budget ON budget_draw (workspace_id, budget_id);

GRANT SELECT, INSERT, DELETE ON budget, budget_period, budget_draw TO quorate_app;
GRANT UPDATE (cap_usd, mode, alert_thresholds, updated_at) ON budget TO quorate_app;
-- spent and reserved for the two functions below; the key's columns for nobody.
GRANT UPDATE (spent_usd, reserved_usd, bound_usd, count_below) ON budget_period TO quorate_app;

-- The UTC start of the period an instant lies in; weeks begin on Monday, a lifetime in 1970.
CREATE FUNCTION quorate_period_start(period text, at timestamptz) RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE period
         WHEN 'daily'   THEN pg_catalog.date_trunc('day', at, 'UTC')
         WHEN 'weekly'  THEN pg_catalog.date_trunc('week', at, 'UTC')
         WHEN 'monthly' THEN pg_catalog.date_trunc('month', at, 'UTC')
         ELSE timestamptz '1970-01-01 00:00:00+00'
       END;
COMMENT ON FUNCTION quorate_period_start(text, timestamptz) IS 'The UTC start of a budget''s period.';

-- Held shared by every reservation and alone by whoever makes or drops a budget: so no hold slips between an old set of budgets and
-- a new one.
CREATE FUNCTION quorate_budget_lock(workspace uuid) RETURNS bigint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.hashtextextended(workspace::text, 7477);
COMMENT ON FUNCTION quorate_budget_lock(uuid) IS 'The advisory lock of a workspace''s set of budgets.';
