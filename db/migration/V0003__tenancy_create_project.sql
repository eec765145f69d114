-- A part of one workspace that keys can be locked to and ledger lines are attributed to.
CREATE TABLE project (
  workspace_id uuid NOT NULL REFERENCES workspace (id),
  id uuid NOT NULL,
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, slug)
);
COMMENT ON TABLE project IS 'A part of a workspace to which keys and ledger lines can belong.';

GRANT SELECT, INSERT ON project TO quorate_app;
GRANT UPDATE (name, status) ON project TO quorate_app;
