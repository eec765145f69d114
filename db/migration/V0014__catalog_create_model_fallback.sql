-- Further providers of a model, asked in this order where the one before could not do it. The first one stands in model.
-- No foreign key to provider, for the reason model has none.
CREATE TABLE model_fallback (
  model_id       text    NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  position       integer NOT NULL CHECK (position BETWEEN 0 AND 3),
  provider_id    text    NOT NULL CHECK (length(provider_id) <= 63),
  upstream_model text    CHECK (length(upstream_model) <= 200),
  PRIMARY KEY (model_id, position),
  UNIQUE (model_id, provider_id)
);
COMMENT ON TABLE model_fallback IS 'Further providers of models, in the order they are asked.';

GRANT SELECT, INSERT, UPDATE, DELETE ON model_fallback TO quorate_app;
