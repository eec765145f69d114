-- A workspace is the tenant. Every table of a tenant's rows has its id as the first column of the primary key.
CREATE TABLE workspace (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE workspace IS 'The tenant: owner of keys, projects and ledger lines.';

GRANT SELECT, INSERT ON workspace TO quorate_app;
GRANT UPDATE (name, status) ON workspace TO quorate_app;
