-- The role the application's connections run as. It owns nothing; every later file grants what its room needs.
-- A role belongs to the whole cluster, so it may be there already: from another database, or from a DBA.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'quorate_app') THEN
    CREATE ROLE quorate_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  END IF;
EXCEPTION
  -- Another database of this cluster created it in the same moment.
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

-- Since PostgreSQL 16 even the creator of a role may not SET it until told so.
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'quorate_app', 'SET') THEN
    EXECUTE format('GRANT quorate_app TO %I WITH SET TRUE, INHERIT FALSE', current_user);
  END IF;
EXCEPTION
  -- The role came with another database of this cluster, so another user made it.
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the role quorate_app belongs to another user of this cluster; have it granted: GRANT quorate_app TO % WITH SET TRUE, INHERIT FALSE',
      quote_ident(current_user) USING ERRCODE = 'insufficient_privilege';
END
$$;

-- Nobody but the owner makes objects here; the application only uses them.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO quorate_app;

-- PostgreSQL's round() takes ties away from zero; amounts here are rounded to the even neighbour, as BigDecimal does with HALF_EVEN.
-- A tie whose integer part is even is 0.5 modulo 2. No SET clause, so that the planner can inline it; names are qualified instead.
CREATE FUNCTION quorate_round_half_even(amount numeric, places integer) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
         WHEN pg_catalog.abs(amount * pg_catalog.power(10::numeric, places::numeric)) % 2 = 0.5 THEN pg_catalog.trunc(amount, places)
         ELSE pg_catalog.round(amount, places)
       END;
COMMENT ON FUNCTION quorate_round_half_even(numeric, integer) IS 'Rounds to the given places, ties to the even neighbour.';

-- The workspace a unit of work runs for, or null outside of one; what row-level policies compare with.
-- After a transaction the setting reads as the empty string, not as null.
CREATE FUNCTION quorate_current_workspace() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(pg_catalog.current_setting('app.workspace_id', true), '')::uuid;
COMMENT ON FUNCTION quorate_current_workspace() IS 'The workspace of the current unit of work, or null.';
