-- What a client's own key for a request stands for, and how that request ended, so that a repetition is answered and not run.
-- Customers' texts: the ending goes with the workspace's retention, the row after a day.
CREATE TABLE idempotency_key (
  workspace_id      uuid        NOT NULL,
  api_key_id        uuid        NOT NULL,
  method            text        NOT NULL CHECK (octet_length(method) BETWEEN 1 AND 16),
  path              text        NOT NULL CHECK (octet_length(path) BETWEEN 1 AND 512),
  -- SHA-256 in hexadecimal: what a client puts into its key is nobody's business.
  key_hash          text        NOT NULL CHECK (octet_length(key_hash) = 64),
  body_sha256       text        NOT NULL CHECK (octet_length(body_sha256) = 64),
  -- The request that holds the key; whoever changes the row names it.
  request_id        uuid        NOT NULL CHECK (uuid_extract_version(request_id) = 7),
  -- The process that runs it, see run_node.
  node_id           uuid        NOT NULL,
  state             text        NOT NULL CHECK (state IN ('running', 'done')),
  created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at        timestamptz NOT NULL CHECK (expires_at > created_at),
  -- Null where nothing is kept, or not any more.
  ending_form       text        CHECK (ending_form IN ('whole', 'stream', 'background', 'background_stream')),
  ending_status     integer,
  ending_headers    text,
  ending_body       bytea,
  ending_expires_at timestamptz,
  PRIMARY KEY (workspace_id, api_key_id, method, path, key_hash),
  CHECK (state = 'done' OR ending_form IS NULL),
  CHECK ((ending_form IS NULL) = (ending_expires_at IS NULL)),
  CHECK (ending_form IS NOT NULL OR num_nonnulls(ending_status, ending_headers, ending_body) = 0)
);
COMMENT ON TABLE idempotency_key IS 'Keys of clients for their requests, and how each request ended.';

CREATE INDEX idempotency_key_by_expiry ON idempotency_key (expires_at);
CREATE INDEX idempotency_key_by_ending_expiry ON idempotency_key (ending_expires_at) WHERE ending_expires_at IS NOT NULL;
CREATE INDEX idempotency_key_running ON idempotency_key (node_id) WHERE state = 'running';

DO $$
BEGIN
  ALTER TABLE idempotency_key ALTER COLUMN ending_body SET COMPRESSION lz4;
EXCEPTION
  WHEN feature_not_supported THEN NULL;
END
$$;

GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO quorate_app;
