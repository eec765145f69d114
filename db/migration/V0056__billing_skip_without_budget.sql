-- Two things at once. Most requests fall under no budget: they pay for a lock and a look, and the rest of both functions is left out.
-- And who posts holds the same lock as who reserves: so a hold that ends while a budget is made either ends before, and is counted, or
-- after, and finds what the new budget has drawn for it.
ALTER FUNCTION quorate_budget_reserve(uuid[], uuid[], uuid[], uuid[], numeric[], uuid[], uuid[], boolean) RENAME TO quorate_budget_reserve_drawn;
ALTER FUNCTION quorate_budget_post(uuid[], uuid[], numeric[]) RENAME TO quorate_budget_post_drawn;

-- In the order of workspaces, so that nobody waits in a circle.
CREATE FUNCTION quorate_budget_lock_shared(workspaces uuid[]) RETURNS void
  LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(quorate_budget_lock(workspace))
     FROM (SELECT DISTINCT workspace FROM unnest(workspaces) AS given(workspace) ORDER BY workspace) AS ordered;
END
$$;
COMMENT ON FUNCTION quorate_budget_lock_shared(uuid[]) IS 'Takes the locks of the sets of budgets, shared.';

-- A lock by itself is a simple expression of PL/pgSQL and no query. A look after it sees what was committed before it was given.
CREATE FUNCTION quorate_budget_reserve(
    hold_ids uuid[], workspaces uuid[], keys uuid[], projects uuid[], amounts numeric[],
    ending_workspaces uuid[], ending_holds uuid[], again boolean)
  RETURNS TABLE (hold_id uuid, refused text, remaining_usd numeric, cap_usd numeric)
  LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  locked text;
BEGIN
  IF cardinality(workspaces) = 1 AND cardinality(ending_workspaces) = 0 THEN
    locked := pg_advisory_xact_lock_shared(quorate_budget_lock(workspaces[1]))::text;
    IF NOT EXISTS (SELECT FROM budget WHERE workspace_id = workspaces[1]) THEN
      RETURN;
    END IF;
  ELSE
    locked := quorate_budget_lock_shared(workspaces || ending_workspaces)::text;
  END IF;
  RETURN QUERY SELECT * FROM quorate_budget_reserve_drawn(hold_ids, workspaces, keys, projects, amounts, ending_workspaces, ending_holds, again);
END
$$;
COMMENT ON FUNCTION quorate_budget_reserve(uuid[], uuid[], uuid[], uuid[], numeric[], uuid[], uuid[], boolean)
  IS 'Reserves holds on their budgets, or says which scope has no room.';
COMMENT ON FUNCTION quorate_budget_reserve_drawn(uuid[], uuid[], uuid[], uuid[], numeric[], uuid[], uuid[], boolean)
  IS 'The same where a budget may apply.';

CREATE FUNCTION quorate_budget_post(ended_workspaces uuid[], ended_holds uuid[], spent numeric[])
  RETURNS TABLE (hold_id uuid, refused text, remaining_usd numeric, cap_usd numeric)
  LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  locked text;
BEGIN
  IF cardinality(ended_holds) = 1 THEN
    locked := pg_advisory_xact_lock_shared(quorate_budget_lock(ended_workspaces[1]))::text;
    IF NOT EXISTS (SELECT FROM budget_draw d WHERE d.workspace_id = ended_workspaces[1] AND d.hold_id = ended_holds[1]) THEN
      RETURN;
    END IF;
  ELSE
    locked := quorate_budget_lock_shared(ended_workspaces)::text;
  END IF;
  RETURN QUERY SELECT * FROM quorate_budget_post_drawn(ended_workspaces, ended_holds, spent);
END
$$;
COMMENT ON FUNCTION quorate_budget_post(uuid[], uuid[], numeric[]) IS 'Posts ended holds to the budgets they drew on.';
COMMENT ON FUNCTION quorate_budget_post_drawn(uuid[], uuid[], numeric[]) IS 'The same where something may have been drawn.';
