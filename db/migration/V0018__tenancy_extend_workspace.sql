-- What a workspace chooses for itself, and limits of workspaces and projects. Null means the deployment's own, or no limit.
ALTER TABLE workspace
  ADD COLUMN default_preset text CHECK (char_length(default_preset) BETWEEN 1 AND 200),
  ADD COLUMN retention_hours integer CHECK (retention_hours BETWEEN 1 AND 720),
  ADD COLUMN privacy boolean NOT NULL DEFAULT false,
  ADD COLUMN limit_rpm integer CHECK (limit_rpm > 0),
  ADD COLUMN limit_tpm integer CHECK (limit_tpm > 0),
  ADD COLUMN limit_concurrent integer CHECK (limit_concurrent > 0);
COMMENT ON COLUMN workspace.privacy IS 'No request or answer is kept, whatever retention_hours says.';

GRANT UPDATE (default_preset, retention_hours, privacy, limit_rpm, limit_tpm, limit_concurrent) ON workspace TO quorate_app;

-- A deleted project stays, for the ledger's lines name it; its slug is free again.
ALTER TABLE project
  ADD COLUMN deleted_at timestamptz,
  ADD COLUMN limit_rpm integer CHECK (limit_rpm > 0),
  ADD COLUMN limit_tpm integer CHECK (limit_tpm > 0),
  ADD COLUMN limit_concurrent integer CHECK (limit_concurrent > 0),
  DROP CONSTRAINT project_workspace_id_slug_key;
CREATE UNIQUE INDEX project_by_slug ON project (workspace_id, slug) WHERE deleted_at IS NULL;

GRANT UPDATE (slug, deleted_at, limit_rpm, limit_tpm, limit_concurrent) ON project TO quorate_app;
