-- What a workspace, one of its projects or one of its keys may use. All that apply must agree.
CREATE TABLE policy (
  workspace_id           uuid NOT NULL REFERENCES workspace (id),
  id                     uuid NOT NULL,
  name                   text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  scope                  text NOT NULL CHECK (scope IN ('workspace', 'project', 'key')),
  scope_id               uuid,
  allowed_models         text[] NOT NULL,
  denied_models          text[] NOT NULL,
  max_input_per_million  numeric CHECK (max_input_per_million >= 0 AND max_input_per_million < 10000000000 AND scale(max_input_per_million) <= 10),
  max_output_per_million numeric CHECK (max_output_per_million >= 0 AND max_output_per_million < 10000000000 AND scale(max_output_per_million) <= 10),
  zero_retention         boolean NOT NULL,
  on_violation           text NOT NULL CHECK (on_violation IN ('drop', 'deny')),
  created_at             timestamptz NOT NULL,
  updated_at             timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  CHECK ((scope = 'workspace') = (scope_id IS NULL))
);
COMMENT ON TABLE policy IS 'Which models, at which prices, at which providers may be used; empty allowed_models allows every model.';

GRANT SELECT, INSERT, UPDATE, DELETE ON policy TO quorate_app;
