-- What a policy with zero_retention asks: only the operator knows what was agreed with a provider.
ALTER TABLE provider ADD COLUMN zero_retention boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN provider.zero_retention IS 'Whether the provider keeps nothing of what it is sent, as the operator says.';
