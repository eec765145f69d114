-- A server that answers model calls. Rows come from the admin API; a provider made by environment alone has none.
CREATE TABLE provider (
  id                 text        PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  dialect            text        NOT NULL,
  base_url           text        NOT NULL CHECK (length(base_url) <= 2048),
  -- AES-GCM under the key of QUORATE_KEK, bound to the provider's id. Never leaves the catalogue.
  api_key_sealed     bytea,
  connect_timeout_ms integer     NOT NULL CHECK (connect_timeout_ms BETWEEN 1 AND 60000),
  concurrency        integer     NOT NULL CHECK (concurrency BETWEEN 1 AND 100000),
  on_client_abort    text        NOT NULL CHECK (on_client_abort IN ('cancel', 'drain')),
  created_at         timestamptz NOT NULL,
  updated_at         timestamptz NOT NULL
);
COMMENT ON TABLE provider IS 'Servers that answer model calls, as set through the admin API.';

GRANT SELECT, INSERT, UPDATE, DELETE ON provider TO quorate_app;
