-- Runs whose client does not wait. What such a run is for is a stored response, which also carries its status; both are one life, so
-- whoever deletes the response deletes all of it. Locks are taken in the order response, run, events.
CREATE TABLE background_run (
  workspace_id        uuid        NOT NULL,
  request_id          uuid        NOT NULL,
  -- The process that runs it. Another one never takes it over.
  node_id             uuid        NOT NULL,
  started_at          timestamptz,
  ended_at            timestamptz,
  cancel_requested_at timestamptz,
  error_code          text        CHECK (octet_length(error_code) <= 64),
  PRIMARY KEY (workspace_id, request_id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES stored_response (workspace_id, id) ON DELETE CASCADE,
  CHECK (error_code IS NULL OR ended_at IS NOT NULL)
);
COMMENT ON TABLE background_run IS 'Runs whose client does not wait; status and answer are in stored_response.';

CREATE INDEX background_run_live ON background_run (node_id) WHERE ended_at IS NULL;

GRANT SELECT, INSERT ON background_run TO quorate_app;
GRANT UPDATE (started_at, ended_at, cancel_requested_at, error_code) ON background_run TO quorate_app;

-- What a client that streams the run is sent, in its order.
CREATE TABLE background_event (
  workspace_id    uuid    NOT NULL,
  request_id      uuid    NOT NULL,
  sequence_number integer NOT NULL CHECK (sequence_number >= 0),
  name            text    NOT NULL CHECK (octet_length(name) BETWEEN 1 AND 128),
  body            text    NOT NULL CHECK (octet_length(body) <= 268435456),
  PRIMARY KEY (workspace_id, request_id, sequence_number),
  FOREIGN KEY (workspace_id, request_id) REFERENCES background_run (workspace_id, request_id) ON DELETE CASCADE
);
COMMENT ON TABLE background_event IS 'Events of background runs, as they are sent.';

DO $$
BEGIN
  ALTER TABLE background_event ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION
  WHEN feature_not_supported THEN NULL;
END
$$;

GRANT SELECT, INSERT ON background_event TO quorate_app;

-- Processes that run background runs, and when each was last heard of, by the database's clock. A restart is another node.
CREATE TABLE run_node (
  node_id uuid        PRIMARY KEY,
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE run_node IS 'Processes that run background runs, and when each was last heard of.';

GRANT SELECT, INSERT, DELETE ON run_node TO quorate_app;
GRANT UPDATE (seen_at) ON run_node TO quorate_app;
