-- Who changed what, when. A workspace's entries and the platform's are two tables, so that every row of the first has its workspace.
-- No foreign keys: an entry outlives what it tells of.
CREATE TABLE audit_entry (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL CHECK (uuid_extract_version(id) = 7),
  actor_type   text NOT NULL CHECK (actor_type IN ('api_key', 'admin_key', 'gateway')),
  actor_id     text NOT NULL CHECK (char_length(actor_id) BETWEEN 1 AND 100),
  action       text NOT NULL CHECK (char_length(action) BETWEEN 1 AND 100),
  target_type  text NOT NULL CHECK (char_length(target_type) BETWEEN 1 AND 100),
  target_id    text NOT NULL CHECK (char_length(target_id) BETWEEN 1 AND 500),
  changes      jsonb NOT NULL CHECK (jsonb_typeof(changes) = 'object'),
  changed_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON TABLE audit_entry IS 'Administrative changes in a workspace; append-only.';
COMMENT ON COLUMN audit_entry.changes IS 'For each field its value before and after: {"name": {"from": …, "to": …}}. Never a secret.';

CREATE TABLE platform_audit_entry (
  id          uuid PRIMARY KEY CHECK (uuid_extract_version(id) = 7),
  actor_type  text NOT NULL CHECK (actor_type IN ('admin_key', 'gateway')),
  actor_id    text NOT NULL CHECK (char_length(actor_id) BETWEEN 1 AND 100),
  action      text NOT NULL CHECK (char_length(action) BETWEEN 1 AND 100),
  target_type text NOT NULL CHECK (char_length(target_type) BETWEEN 1 AND 100),
  target_id   text NOT NULL CHECK (char_length(target_id) BETWEEN 1 AND 500),
  changes     jsonb NOT NULL CHECK (jsonb_typeof(changes) = 'object'),
  changed_at  timestamptz NOT NULL
);
COMMENT ON TABLE platform_audit_entry IS 'Administrative changes that belong to no workspace: providers, models, prices; append-only.';

CREATE FUNCTION quorate_audit_is_append_only() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END
$$;
COMMENT ON FUNCTION quorate_audit_is_append_only() IS 'Trigger of the audit tables.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION quorate_audit_is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION quorate_audit_is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON platform_audit_entry
  FOR EACH ROW EXECUTE FUNCTION quorate_audit_is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON platform_audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION quorate_audit_is_append_only();
-- Also where a session has turned ordinary triggers off.
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER no_truncate;
ALTER TABLE platform_audit_entry ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER no_truncate;

GRANT SELECT, INSERT ON audit_entry, platform_audit_entry TO quorate_app;
