-- What runs with a panel did and said, for whoever asks later. Customers' texts, gone when they expire; the bill is the ledger's.
CREATE TABLE fusion_run (
  workspace_id uuid           NOT NULL,
  -- The request's id, written fr_… on the wire.
  request_id   uuid           NOT NULL CHECK (uuid_extract_version(request_id) = 7),
  api_key_id   uuid           NOT NULL,
  project_id   uuid,
  endpoint     text           NOT NULL CHECK (octet_length(endpoint) <= 64),
  model        text           NOT NULL CHECK (octet_length(model) <= 2048),
  mode         text           NOT NULL CHECK (mode IN ('synthesis', 'analysis', 'best_of')),
  status       text           NOT NULL CHECK (status IN ('full', 'single', 'not_invoked', 'degraded', 'failed', 'cancelled')),
  cost         numeric(20,10) NOT NULL CHECK (cost >= 0),
  created_at   timestamptz    NOT NULL,
  ended_at     timestamptz    NOT NULL,
  expires_at   timestamptz    NOT NULL CHECK (expires_at > created_at),
  -- JSON as text, see stored_response: the request as it was sent, and what came of it.
  request      text           NOT NULL CHECK (octet_length(request) <= 268435456),
  run          text           NOT NULL CHECK (octet_length(run) <= 268435456),
  PRIMARY KEY (workspace_id, request_id)
);
COMMENT ON TABLE fusion_run IS 'What runs with a panel did and said, for a while.';

CREATE INDEX fusion_run_by_expiry ON fusion_run (expires_at);

DO $$
BEGIN
  ALTER TABLE fusion_run ALTER COLUMN request SET COMPRESSION lz4, ALTER COLUMN run SET COMPRESSION lz4;
EXCEPTION
  WHEN feature_not_supported THEN NULL;
END
$$;

GRANT SELECT, INSERT, DELETE ON fusion_run TO quorate_app;
