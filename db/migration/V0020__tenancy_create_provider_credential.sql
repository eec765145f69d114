-- A workspace's own credential at a provider. The next one replaces it under the next version; no earlier one is kept.
CREATE TABLE provider_credential (
  workspace_id uuid NOT NULL REFERENCES workspace (id),
  id           uuid NOT NULL,
  provider     text NOT NULL CHECK (char_length(provider) BETWEEN 1 AND 63),
  name         text CHECK (char_length(name) BETWEEN 1 AND 200),
  version      integer NOT NULL CHECK (version > 0),
  last_four    text NOT NULL CHECK (char_length(last_four) <= 4),
  sealed       bytea NOT NULL,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, provider)
);
COMMENT ON TABLE provider_credential IS 'Provider credentials that workspaces bring themselves.';
COMMENT ON COLUMN provider_credential.sealed IS 'AES-GCM under a key of its own, which is sealed under that of QUORATE_KEK; bound to workspace, id and version, so that it opens in no other row.';

GRANT SELECT, INSERT, UPDATE, DELETE ON provider_credential TO quorate_app;
