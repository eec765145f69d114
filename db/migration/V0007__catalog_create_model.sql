-- A public model name. Either a provider serves it, or it stands for another name.
-- No foreign key to provider: a provider may exist by environment alone. The catalogue's writes take turns and check.
CREATE TABLE model (
  id                text        PRIMARY KEY CHECK (length(id) <= 200),
  provider_id       text,
  upstream_model    text        CHECK (length(upstream_model) <= 200),
  alias_of          text        CHECK (length(alias_of) <= 200),
  name              text        CHECK (length(name) <= 200),
  context_length    integer     CHECK (context_length > 0),
  max_output_tokens integer     CHECK (max_output_tokens > 0),
  supports          text[]      NOT NULL DEFAULT '{}',
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  CHECK ((provider_id IS NULL) <> (alias_of IS NULL)),
  CHECK (alias_of IS NULL OR upstream_model IS NULL)
);
COMMENT ON TABLE model IS 'Public model names beside those of the shipped catalogue file.';

CREATE INDEX model_by_provider ON model (provider_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON model TO quorate_app;
