-- A workspace's named panels. What a preset says stands in its versions; here is which of them requests get.
-- A deleted row stays, so that its slug can be taken again without any version number being used twice.
CREATE TABLE preset (
  workspace_id       uuid        NOT NULL REFERENCES workspace (id),
  slug               text        NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name               text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  description        text        CHECK (char_length(description) BETWEEN 1 AND 2000),
  latest_version     integer     NOT NULL CHECK (latest_version >= 1),
  designated_version integer     NOT NULL CHECK (designated_version BETWEEN 1 AND latest_version),
  created_at         timestamptz NOT NULL,
  deleted_at         timestamptz,
  PRIMARY KEY (workspace_id, slug)
);
COMMENT ON TABLE preset IS 'Named panels of a workspace, and which version of each is in use.';
COMMENT ON COLUMN preset.created_at IS 'When the slug was taken, for the last time if it was deleted in between.';

GRANT SELECT, INSERT ON preset TO quorate_app;
GRANT UPDATE (name, description, latest_version, designated_version, created_at, deleted_at) ON preset TO quorate_app;
