-- Keys that can be changed, limited, rotated and revoked. A revoked key stays: the ledger's lines name it.
ALTER TABLE api_key
  ADD COLUMN revoked_at timestamptz,
  ADD COLUMN limit_rpm integer CHECK (limit_rpm > 0),
  ADD COLUMN limit_tpm integer CHECK (limit_tpm > 0),
  ADD COLUMN limit_concurrent integer CHECK (limit_concurrent > 0);
COMMENT ON COLUMN api_key.revoked_at IS 'Set when the key is deleted: it is then known no more, and named in reports only.';
COMMENT ON COLUMN api_key.limit_rpm IS 'Requests a minute; null means no limit, as for tokens a minute and requests at once.';

CREATE INDEX api_key_by_project ON api_key (workspace_id, project_id) WHERE revoked_at IS NULL;

GRANT UPDATE (name, prefix, last_four, hash, pepper_version, scopes, project_id, allowed_models, expires_at, revoked_at,
              limit_rpm, limit_tpm, limit_concurrent) ON api_key TO quorate_app;

-- The texts a key had before it was rotated, each for as long as was said then.
CREATE TABLE former_key_text (
  workspace_id uuid NOT NULL,
  hash         bytea NOT NULL CHECK (octet_length(hash) = 32),
  api_key_id   uuid NOT NULL,
  good_until   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, hash),
  FOREIGN KEY (workspace_id, api_key_id) REFERENCES api_key (workspace_id, id)
);
COMMENT ON TABLE former_key_text IS 'Hashes of a key''s earlier texts that are still good for a while.';
CREATE UNIQUE INDEX former_key_text_by_hash ON former_key_text (hash);
CREATE INDEX former_key_text_by_key ON former_key_text (workspace_id, api_key_id);

GRANT SELECT, INSERT, DELETE ON former_key_text TO quorate_app;

-- As before, and also by an earlier text, with the moment it ends; a revoked key is not found.
DROP FUNCTION quorate_find_api_key(bytea[]);
CREATE FUNCTION quorate_find_api_key(hashes bytea[]) RETURNS TABLE (workspace_id uuid, id uuid, good_until timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT k.workspace_id, k.id, NULL::timestamptz
    FROM public.api_key k WHERE k.hash = ANY (hashes) AND k.revoked_at IS NULL
  UNION ALL
  SELECT f.workspace_id, f.api_key_id, f.good_until
    FROM public.former_key_text f JOIN public.api_key k ON k.workspace_id = f.workspace_id AND k.id = f.api_key_id
   WHERE f.hash = ANY (hashes) AND k.revoked_at IS NULL
  LIMIT 1;
END;
COMMENT ON FUNCTION quorate_find_api_key(bytea[]) IS 'Whose key has one of these hashes, and until when it is good if it was rotated.';
REVOKE EXECUTE ON FUNCTION quorate_find_api_key(bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION quorate_find_api_key(bytea[]) TO quorate_app;
