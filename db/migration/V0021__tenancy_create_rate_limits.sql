-- Counters of rate limits, shared by all nodes. What is lost with them is a minute's count, so they are not in the write-ahead log.
-- Subjects: 'key:<id>', 'project:<id>', 'workspace'.

-- Tokens of a bucket as the library Bucket4j writes them.
CREATE UNLOGGED TABLE rate_bucket (
  workspace_id uuid NOT NULL,
  bucket       text NOT NULL CHECK (char_length(bucket) BETWEEN 1 AND 100),
  state        bytea,
  written_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (workspace_id, bucket)
);
COMMENT ON TABLE rate_bucket IS 'Requests and tokens a minute that are left of each rate limit.';
CREATE INDEX rate_bucket_by_age ON rate_bucket (written_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON rate_bucket TO quorate_app;

-- A request that is running under a limit on requests at once. A node keeps its rows from expiring; a node that is gone does not.
CREATE UNLOGGED TABLE rate_slot (
  workspace_id uuid NOT NULL,
  subject      text NOT NULL CHECK (char_length(subject) BETWEEN 1 AND 100),
  slot_id      uuid NOT NULL,
  node_id      uuid NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, subject, slot_id)
);
COMMENT ON TABLE rate_slot IS 'Running requests that count against a limit on requests at once.';
CREATE INDEX rate_slot_by_node ON rate_slot (node_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON rate_slot TO quorate_app;

-- Takes a slot of every subject, or of none: null, or the subject that is full. Subjects come sorted, so that two requests never wait
-- for each other in a circle. Each statement of a volatile function sees what was committed before it began, and the lock is taken
-- first, so the count is true.
CREATE FUNCTION quorate_take_rate_slots(workspace uuid, slot uuid, node uuid, subjects text[], mosts integer[], lease interval)
  RETURNS text
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  FOR i IN 1 .. cardinality(subjects) LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('quorate slot ' || workspace || subjects[i], 0));
    DELETE FROM rate_slot s WHERE s.workspace_id = workspace AND s.subject = subjects[i] AND s.expires_at <= clock_timestamp();
    IF (SELECT count(*) FROM rate_slot s WHERE s.workspace_id = workspace AND s.subject = subjects[i]) >= mosts[i] THEN
      RETURN subjects[i];
    END IF;
  END LOOP;
  INSERT INTO rate_slot (workspace_id, subject, slot_id, node_id, expires_at)
    SELECT workspace, taken, slot, node, clock_timestamp() + lease FROM unnest(subjects) AS taken;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION quorate_take_rate_slots(uuid, uuid, uuid, text[], integer[], interval) IS 'Counts a request against limits on requests at once.';
REVOKE EXECUTE ON FUNCTION quorate_take_rate_slots(uuid, uuid, uuid, text[], integer[], interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION quorate_take_rate_slots(uuid, uuid, uuid, text[], integer[], interval) TO quorate_app;
