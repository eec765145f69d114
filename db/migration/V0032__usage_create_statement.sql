-- A month of a workspace, closed: what it came to, by project, key and model. Written once and never changed; what is corrected later is
-- a correction of the month it is made in.
CREATE TABLE statement (
  workspace_id    uuid        NOT NULL,
  month           date        NOT NULL CHECK (extract(day FROM month) = 1),
  calls           bigint      NOT NULL CHECK (calls >= 0),
  -- The sum of the month's lines, the part of it on the platform's credentials, and the corrections made in the month.
  cost_usd        numeric     NOT NULL CHECK (cost_usd >= 0 AND scale(cost_usd) <= 10),
  billed_cost_usd numeric     NOT NULL CHECK (billed_cost_usd BETWEEN 0 AND cost_usd AND scale(billed_cost_usd) <= 10),
  adjustments_usd numeric     NOT NULL CHECK (scale(adjustments_usd) <= 10),
  -- What is to be paid: billed cost and corrections of billed lines.
  amount_due_usd  numeric     NOT NULL CHECK (scale(amount_due_usd) <= 10),
  closed_by       text        NOT NULL CHECK (closed_by <> ''),
  closed_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (workspace_id, month)
);
COMMENT ON TABLE statement IS 'Closed months of workspaces; append-only.';

CREATE TABLE statement_line (
  workspace_id       uuid    NOT NULL,
  month              date    NOT NULL,
  line_no            integer NOT NULL CHECK (line_no > 0),
  project_id         uuid,
  api_key_id         uuid    NOT NULL,
  model              text    NOT NULL,
  billed             boolean NOT NULL,
  calls              bigint  NOT NULL CHECK (calls >= 0),
  input_tokens       bigint  NOT NULL CHECK (input_tokens >= 0),
  cache_read_tokens  bigint  NOT NULL CHECK (cache_read_tokens >= 0),
  cache_write_tokens bigint  NOT NULL CHECK (cache_write_tokens >= 0),
  output_tokens      bigint  NOT NULL CHECK (output_tokens >= 0),
  reasoning_tokens   bigint  NOT NULL CHECK (reasoning_tokens >= 0),
  cost_usd           numeric NOT NULL CHECK (cost_usd >= 0 AND scale(cost_usd) <= 10),
  adjustments_usd    numeric NOT NULL CHECK (scale(adjustments_usd) <= 10),
  PRIMARY KEY (workspace_id, month, line_no),
  FOREIGN KEY (workspace_id, month) REFERENCES statement (workspace_id, month)
);
COMMENT ON TABLE statement_line IS 'What a statement is the sum of: usage and corrections by project, key and model; append-only.';

DO $$
DECLARE
  closed_table text;
BEGIN
  FOREACH closed_table IN ARRAY ARRAY['statement', 'statement_line'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
                      FOR EACH ROW EXECUTE FUNCTION quorate_refuse_change()', closed_table);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I
                      FOR EACH STATEMENT EXECUTE FUNCTION quorate_refuse_change()', closed_table);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', closed_table);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER no_truncate', closed_table);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', closed_table);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO quorate_app', closed_table);
  END LOOP;
END
$$;
