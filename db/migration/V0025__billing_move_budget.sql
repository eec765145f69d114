-- Reserves holds on all budgets they fall under, in the order given: each on all of them or on none. Part of the ledger writer's one
-- statement, so a hold and its reservation are one commit. Rows are locked in the order of their keys, those of holds that end in the
-- same statement included, so nodes never wait for each other in a circle.
-- `again`: the statement may have been committed before; a hold that is there already is not reserved twice.
-- One row for each hold that a budget has a say in; `refused` names the scope that had no room. No row: no budget applies.
CREATE FUNCTION quorate_budget_reserve(
    hold_ids uuid[], workspaces uuid[], keys uuid[], projects uuid[], amounts numeric[],
    ending_workspaces uuid[], ending_holds uuid[], again boolean)
  RETURNS TABLE (hold_id uuid, refused text, remaining_usd numeric, cap_usd numeric)
  LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  placed_at CONSTANT timestamptz := clock_timestamp();
  scope_ids CONSTANT uuid[] := workspaces || keys || projects;
  -- The locked rows, side by side.
  w uuid[]; b uuid[]; s timestamptz[]; scopes text[]; owners uuid[]; hard boolean[]; caps numeric[]; totals numeric[];
  added numeric[];
  rows integer;
  -- The draws of admitted holds, side by side.
  draw_workspaces uuid[] := '{}'; draw_holds uuid[] := '{}'; draw_budgets uuid[] := '{}'; draw_starts timestamptz[] := '{}';
  draw_amounts numeric[] := '{}';
  applies boolean;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(quorate_budget_lock(workspace))
     FROM (SELECT DISTINCT workspace FROM unnest(workspaces) AS given(workspace) ORDER BY workspace) AS ordered;
  IF NOT EXISTS (SELECT FROM budget WHERE workspace_id = ANY (workspaces) AND scope_id = ANY (scope_ids)) THEN
    RETURN;
  END IF;

  INSERT INTO budget_period (workspace_id, budget_id, starts_at)
  SELECT g.workspace_id, g.budget_id, quorate_period_start(g.period, placed_at)
    FROM budget g
   WHERE g.workspace_id = ANY (workspaces) AND g.scope_id = ANY (scope_ids)
     AND NOT EXISTS (SELECT FROM budget_period p
                      WHERE (p.workspace_id, p.budget_id, p.starts_at)
                          = (g.workspace_id, g.budget_id, quorate_period_start(g.period, placed_at)))
   ORDER BY g.workspace_id, g.budget_id
  ON CONFLICT DO NOTHING;

  WITH wanted AS (
    SELECT g.workspace_id, g.budget_id, quorate_period_start(g.period, placed_at) AS starts_at, true AS current
      FROM budget g
     WHERE g.workspace_id = ANY (workspaces) AND g.scope_id = ANY (scope_ids)
    UNION
    SELECT d.workspace_id, d.budget_id, d.starts_at, false
      FROM unnest(ending_workspaces, ending_holds) AS ending(workspace_id, hold_id)
      JOIN budget_draw d USING (workspace_id, hold_id)),
  locked AS (
    SELECT p.workspace_id, p.budget_id, p.starts_at, p.spent_usd + p.reserved_usd AS total_usd
      FROM (SELECT workspace_id, budget_id, starts_at FROM wanted GROUP BY 1, 2, 3) AS keys
      JOIN budget_period p USING (workspace_id, budget_id, starts_at)
     ORDER BY p.workspace_id, p.budget_id, p.starts_at
       FOR UPDATE OF p)
  SELECT array_agg(l.workspace_id), array_agg(l.budget_id), array_agg(l.starts_at), array_agg(g.scope), array_agg(g.scope_id),
         array_agg(g.mode = 'hard'), array_agg(g.cap_usd), array_agg(l.total_usd), array_agg(0::numeric)
    INTO w, b, s, scopes, owners, hard, caps, totals, added
    FROM locked l
    JOIN wanted current ON current.current
     AND (current.workspace_id, current.budget_id, current.starts_at) = (l.workspace_id, l.budget_id, l.starts_at)
    JOIN budget g ON (g.workspace_id, g.budget_id) = (l.workspace_id, l.budget_id);
  rows := coalesce(cardinality(b), 0);

  FOR i IN 1 .. cardinality(hold_ids) LOOP
    hold_id := hold_ids[i];
    refused := NULL;
    remaining_usd := NULL;
    cap_usd := NULL;
    applies := false;
    IF again AND EXISTS (SELECT FROM hold h
                          WHERE (h.workspace_id, h.hold_id, h.day) = (workspaces[i], hold_ids[i], quorate_day_of(hold_ids[i]))) THEN
      IF EXISTS (SELECT FROM budget_draw d WHERE (d.workspace_id, d.hold_id) = (workspaces[i], hold_ids[i])) THEN
        RETURN NEXT;
      END IF;
      CONTINUE;
    END IF;
    -- The narrowest scope that has no room is the one to name.
    FOR j IN 1 .. rows LOOP
      IF w[j] = workspaces[i] AND owners[j] IN (workspaces[i], keys[i], projects[i]) THEN
        applies := true;
        IF hard[j] AND totals[j] + amounts[i] > caps[j]
           AND (refused IS NULL OR scopes[j] = 'key' OR (scopes[j] = 'project' AND refused = 'workspace')) THEN
          refused := scopes[j];
          remaining_usd := greatest(caps[j] - totals[j], 0);
          cap_usd := caps[j];
        END IF;
      END IF;
    END LOOP;
    IF applies AND refused IS NULL THEN
      FOR j IN 1 .. rows LOOP
        IF w[j] = workspaces[i] AND owners[j] IN (workspaces[i], keys[i], projects[i]) THEN
          totals[j] := totals[j] + amounts[i];
          added[j] := added[j] + amounts[i];
          draw_workspaces := draw_workspaces || w[j];
          draw_holds := draw_holds || hold_ids[i];
          draw_budgets := draw_budgets || b[j];
          draw_starts := draw_starts || s[j];
          draw_amounts := draw_amounts || amounts[i];
          IF remaining_usd IS NULL OR caps[j] - totals[j] < remaining_usd THEN
            remaining_usd := caps[j] - totals[j];
            cap_usd := caps[j];
          END IF;
        END IF;
      END LOOP;
    END IF;
    IF applies THEN
      RETURN NEXT;
    END IF;
  END LOOP;

  UPDATE budget_period p
     SET reserved_usd = p.reserved_usd + moved.added, bound_usd = CASE WHEN moved.hard THEN moved.cap END
    FROM unnest(w, b, s, added, hard, caps) AS moved(workspace_id, budget_id, starts_at, added, hard, cap)
   WHERE moved.added > 0
     AND (p.workspace_id, p.budget_id, p.starts_at) = (moved.workspace_id, moved.budget_id, moved.starts_at);
  INSERT INTO budget_draw (workspace_id, hold_id, budget_id, starts_at, amount_usd)
  SELECT * FROM unnest(draw_workspaces, draw_holds, draw_budgets, draw_starts, draw_amounts);
END
$$;
COMMENT ON FUNCTION quorate_budget_reserve(uuid[], uuid[], uuid[], uuid[], numeric[], uuid[], uuid[], boolean)
  IS 'Reserves holds on their budgets, or says which scope has no room.';

-- Puts what was spent in the place of what ended holds had reserved. Only for hold_end rows that were really inserted.
-- One row for each hold a budget had a say in: what is left of the tightest one.
CREATE FUNCTION quorate_budget_post(ended_workspaces uuid[], ended_holds uuid[], spent numeric[])
  RETURNS TABLE (hold_id uuid, refused text, remaining_usd numeric, cap_usd numeric)
  LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  PERFORM p.spent_usd
     FROM (SELECT DISTINCT d.workspace_id, d.budget_id, d.starts_at
             FROM unnest(ended_workspaces, ended_holds) AS ended(workspace_id, hold_id)
             JOIN budget_draw d USING (workspace_id, hold_id)) AS keys
     JOIN budget_period p USING (workspace_id, budget_id, starts_at)
    ORDER BY p.workspace_id, p.budget_id, p.starts_at
      FOR UPDATE OF p;
  RETURN QUERY
  WITH drawn AS (
    DELETE FROM budget_draw d
     USING unnest(ended_workspaces, ended_holds, spent) AS ended(workspace_id, hold_id, spent_usd)
     WHERE (d.workspace_id, d.hold_id) = (ended.workspace_id, ended.hold_id)
    RETURNING d.workspace_id, d.hold_id, d.budget_id, d.starts_at, d.amount_usd, ended.spent_usd),
  moved AS (
    UPDATE budget_period p
       SET reserved_usd = p.reserved_usd - sums.amount_usd, spent_usd = p.spent_usd + sums.spent_usd
      FROM (SELECT workspace_id, budget_id, starts_at, sum(amount_usd) AS amount_usd, sum(spent_usd) AS spent_usd
              FROM drawn GROUP BY 1, 2, 3) AS sums
     WHERE (p.workspace_id, p.budget_id, p.starts_at) = (sums.workspace_id, sums.budget_id, sums.starts_at)
    RETURNING p.workspace_id, p.budget_id, p.starts_at, p.spent_usd + p.reserved_usd AS total_usd)
  SELECT DISTINCT ON (d.hold_id) d.hold_id, NULL::text, g.cap_usd - m.total_usd, g.cap_usd
    FROM drawn d
    JOIN moved m USING (workspace_id, budget_id, starts_at)
    JOIN budget g USING (workspace_id, budget_id)
   ORDER BY d.hold_id, g.cap_usd - m.total_usd;
END
$$;
COMMENT ON FUNCTION quorate_budget_post(uuid[], uuid[], numeric[]) IS 'Posts ended holds to the budgets they drew on.';
