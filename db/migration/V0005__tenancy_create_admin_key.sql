-- Keys of the platform's administrators; they belong to no workspace. The text is never stored, see api_key.
CREATE TABLE admin_key (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  prefix text NOT NULL CHECK (char_length(prefix) <= 20),
  last_four text NOT NULL CHECK (char_length(last_four) = 4),
  hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  pepper_version integer NOT NULL CHECK (pepper_version > 0),
  disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE admin_key IS 'Keys accepted on /v1/admin/*, known by their hash.';

GRANT SELECT, INSERT ON admin_key TO quorate_app;
GRANT UPDATE (disabled) ON admin_key TO quorate_app;
