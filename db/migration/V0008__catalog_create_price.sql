-- The price book: dated, in USD per million tokens. Never edited, only superseded; it outlives the model.
-- scale() <= 10: what cannot be billed to the last digit cannot be stored. The upper bound also keeps out NaN.
CREATE TABLE price (
  id                      uuid        PRIMARY KEY,
  model_id                text        NOT NULL CHECK (length(model_id) <= 200),
  effective_from          timestamptz NOT NULL,
  input_per_million       numeric     NOT NULL CHECK (input_per_million >= 0 AND input_per_million < 10000000000 AND scale(input_per_million) <= 10),
  output_per_million      numeric     NOT NULL CHECK (output_per_million >= 0 AND output_per_million < 10000000000 AND scale(output_per_million) <= 10),
  cache_read_per_million  numeric     CHECK (cache_read_per_million >= 0 AND cache_read_per_million < 10000000000 AND scale(cache_read_per_million) <= 10),
  cache_write_per_million numeric     CHECK (cache_write_per_million >= 0 AND cache_write_per_million < 10000000000 AND scale(cache_write_per_million) <= 10),
  reasoning_per_million   numeric     CHECK (reasoning_per_million >= 0 AND reasoning_per_million < 10000000000 AND scale(reasoning_per_million) <= 10),
  per_request             numeric     NOT NULL CHECK (per_request >= 0 AND per_request < 10000000000 AND scale(per_request) <= 10),
  created_at              timestamptz NOT NULL
);
COMMENT ON TABLE price IS 'Dated prices of models; append-only.';
COMMENT ON COLUMN price.id IS 'The price version that every call intent made at it names.';

CREATE INDEX price_by_model ON price (model_id, effective_from DESC, id DESC);

CREATE FUNCTION quorate_price_is_append_only() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'price is append-only: % refused; add a later price instead', TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER price_refuses_change
  BEFORE UPDATE OR DELETE ON price
  FOR EACH ROW EXECUTE FUNCTION quorate_price_is_append_only();
CREATE TRIGGER price_refuses_truncate
  BEFORE TRUNCATE ON price
  FOR EACH STATEMENT EXECUTE FUNCTION quorate_price_is_append_only();
-- Also where a session has turned ordinary triggers off.
ALTER TABLE price ENABLE ALWAYS TRIGGER price_refuses_change;
ALTER TABLE price ENABLE ALWAYS TRIGGER price_refuses_truncate;

GRANT SELECT, INSERT ON price TO quorate_app;
