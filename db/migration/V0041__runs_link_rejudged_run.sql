-- A run whose panel was another's: its judge was asked again.
ALTER TABLE fusion_run ADD COLUMN rejudge_of uuid CHECK (uuid_extract_version(rejudge_of) = 7);
COMMENT ON COLUMN fusion_run.rejudge_of IS 'The run whose answers were judged again; null where the panel was asked.';
COMMENT ON COLUMN fusion_run.request IS 'What was asked, resolved: the whole conversation and the settings, as JSON.';
