-- Responses kept so that they can be read, continued and deleted. Customers' texts: nothing here outlives expires_at by more than a sweep.
-- No foreign key to tenancy: a workspace is never deleted, and a row lives a day.
CREATE TABLE stored_response (
  workspace_id uuid        NOT NULL,
  -- The request's id, written resp_… on the wire.
  id           uuid        NOT NULL CHECK (uuid_extract_version(id) = 7),
  api_key_id   uuid        NOT NULL,
  project_id   uuid,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL CHECK (expires_at > created_at),
  model        text        NOT NULL CHECK (octet_length(model) <= 2048),
  status       text        NOT NULL CHECK (status IN ('queued', 'in_progress', 'completed', 'incomplete', 'failed', 'cancelled')),
  -- The response this one continues; it may be gone by now.
  previous_id  uuid,
  -- JSON as text, for jsonb would not give back what was sent: it sorts keys, drops trailing zeros and refuses U+0000.
  input        text        NOT NULL CHECK (octet_length(input) <= 268435456),
  response     text        NOT NULL CHECK (octet_length(response) <= 268435456),
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON TABLE stored_response IS 'Responses kept for a while, with their input items.';
COMMENT ON COLUMN stored_response.status IS 'A final one (not queued, not in_progress) is never changed.';

CREATE INDEX stored_response_by_expiry ON stored_response (expires_at);

-- Texts of megabytes: lz4 is several times as fast as the default, where the server was built with it.
DO $$
BEGIN
  ALTER TABLE stored_response ALTER COLUMN input SET COMPRESSION lz4, ALTER COLUMN response SET COMPRESSION lz4;
EXCEPTION
  WHEN feature_not_supported THEN NULL;
END
$$;

GRANT SELECT, INSERT, DELETE ON stored_response TO quorate_app;
GRANT UPDATE (status, response) ON stored_response TO quorate_app;
