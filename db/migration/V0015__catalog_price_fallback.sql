-- A model may cost something else at one of its fallbacks. Dated and append-only like every price.
ALTER TABLE price ADD COLUMN provider_id text CHECK (length(provider_id) <= 63);
COMMENT ON COLUMN price.provider_id IS 'The fallback this is the price at; null for the price of the model, which holds wherever no other does.';
