-- The second wall between workspaces. The first is in the application: the workspace is the first parameter of every store. This one is
-- in the database: a transaction sees the rows of the workspace it was begun for, and without one none. Each holds with the other off.

-- What runs for the platform (ledger writer, reconciler, roll-ups, sweeps, reports of admins) becomes this role for its transaction.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'quorate_system') THEN
    CREATE ROLE quorate_system NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  END IF;
EXCEPTION
  -- Another database of this cluster created it in the same moment.
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'quorate_system', 'SET') THEN
    EXECUTE format('GRANT quorate_system TO %I WITH SET TRUE, INHERIT FALSE', current_user);
  END IF;
  -- It may do what the application may, to the rows of all workspaces.
  IF NOT pg_has_role('quorate_system', 'quorate_app', 'USAGE') THEN
    GRANT quorate_app TO quorate_system WITH INHERIT TRUE, SET FALSE;
  END IF;
EXCEPTION
  -- The roles came with another database of this cluster, so another user made them.
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the role quorate_system belongs to another user of this cluster; have it granted: GRANT quorate_system TO % WITH SET TRUE, INHERIT FALSE; GRANT quorate_app TO quorate_system',
      quote_ident(current_user) USING ERRCODE = 'insufficient_privilege';
END
$$;

-- Every table with a workspace_id. A later table calls this in its own migration; a test finds one that does not.
CREATE FUNCTION quorate_wall(walled regclass, workspace_column name DEFAULT 'workspace_id') RETURNS void
  LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', walled);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', walled);
  EXECUTE format('CREATE POLICY own_workspace ON %s TO quorate_app USING (%I = quorate_current_workspace()) WITH CHECK (%I = quorate_current_workspace())',
                 walled, workspace_column, workspace_column);
  EXECUTE format('CREATE POLICY platform ON %s TO quorate_system USING (true) WITH CHECK (true)', walled);
  -- Functions that run as the owner: the look-up of a key by its hash is how a workspace becomes known.
  EXECUTE format('CREATE POLICY owner ON %s TO %I USING (true) WITH CHECK (true)', walled, current_user);
END
$$;
COMMENT ON FUNCTION quorate_wall(regclass, name) IS 'Puts a tenant table behind row-level security; owner only.';
REVOKE ALL ON FUNCTION quorate_wall(regclass, name) FROM PUBLIC;

DO $$
DECLARE
  walled regclass;
BEGIN
  FOR walled IN
    SELECT c.oid::regclass
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     ORDER BY c.relname
  LOOP
    PERFORM quorate_wall(walled);
  END LOOP;
  PERFORM quorate_wall('workspace', 'id');
END
$$;
