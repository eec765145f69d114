-- What a preset said, once and for ever: receipts name a version.
CREATE TABLE preset_version (
  workspace_id uuid        NOT NULL,
  slug         text        NOT NULL,
  version      integer     NOT NULL CHECK (version >= 1),
  -- JSON as text, for jsonb would not give back what was sent.
  fusion       text        NOT NULL CHECK (fusion IS JSON OBJECT AND octet_length(fusion) <= 65536),
  created_at   timestamptz NOT NULL,
  created_by   uuid        NOT NULL,
  PRIMARY KEY (workspace_id, slug, version),
  FOREIGN KEY (workspace_id, slug) REFERENCES preset (workspace_id, slug)
);
COMMENT ON TABLE preset_version IS 'Numbered versions of presets; append-only.';
COMMENT ON COLUMN preset_version.created_by IS 'The API key that saved it.';

CREATE FUNCTION quorate_preset_version_is_append_only() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'preset_version is append-only: % refused; save a further version instead', TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;
COMMENT ON FUNCTION quorate_preset_version_is_append_only() IS 'Trigger of preset_version.';

CREATE TRIGGER preset_version_refuses_change
  BEFORE UPDATE OR DELETE ON preset_version
  FOR EACH ROW EXECUTE FUNCTION quorate_preset_version_is_append_only();
CREATE TRIGGER preset_version_refuses_truncate
  BEFORE TRUNCATE ON preset_version
  FOR EACH STATEMENT EXECUTE FUNCTION quorate_preset_version_is_append_only();
-- Also where a session has turned ordinary triggers off.
ALTER TABLE preset_version ENABLE ALWAYS TRIGGER preset_version_refuses_change;
ALTER TABLE preset_version ENABLE ALWAYS TRIGGER preset_version_refuses_truncate;

GRANT SELECT, INSERT ON preset_version TO quorate_app;
