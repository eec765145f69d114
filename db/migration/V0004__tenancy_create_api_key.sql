-- API keys. The key's text is never stored, only its HMAC-SHA-256 under the pepper of the version named beside it.
CREATE TABLE api_key (
  workspace_id uuid NOT NULL REFERENCES workspace (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  prefix text NOT NULL CHECK (char_length(prefix) <= 20),
  last_four text NOT NULL CHECK (char_length(last_four) = 4),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  pepper_version integer NOT NULL CHECK (pepper_version > 0),
  test boolean NOT NULL,
  scopes text[] NOT NULL CHECK (scopes <@ ARRAY['inference', 'usage:read', 'presets:write', 'keys:write', 'workspace:admin']),
  project_id uuid,
  allowed_models text[] NOT NULL,
  expires_at timestamptz,
  disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id)
);
CREATE UNIQUE INDEX api_key_by_hash ON api_key (hash);
COMMENT ON TABLE api_key IS 'API keys, known by their hash; project_id locks a key to a project, empty allowed_models allows every model.';

GRANT SELECT, INSERT ON api_key TO quorate_app;
GRANT UPDATE (disabled) ON api_key TO quorate_app;

-- The one look-up that does not know its workspace yet. As the owner's function it works under row-level security too, and it gives
-- away nothing but whose key it is. More than one hash: one for each pepper still in use.
CREATE FUNCTION quorate_find_api_key(hashes bytea[]) RETURNS TABLE (workspace_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT k.workspace_id, k.id FROM public.api_key k WHERE k.hash = ANY (hashes) LIMIT 1;
END;
COMMENT ON FUNCTION quorate_find_api_key(bytea[]) IS 'Whose key has one of these hashes.';
REVOKE EXECUTE ON FUNCTION quorate_find_api_key(bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION quorate_find_api_key(bytea[]) TO quorate_app;
