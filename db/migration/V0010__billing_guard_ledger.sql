-- Append-only twice over: the application's role may only read and insert, and triggers refuse the rest to everybody, owners too.
CREATE FUNCTION quorate_refuse_change() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger table % is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END
$$;
COMMENT ON FUNCTION quorate_refuse_change() IS 'Trigger of append-only tables.';

-- Row triggers reach every partition, made or to be made. A TRUNCATE trigger does not, so each partition gets its own when it is made.
-- ALWAYS, so that session_replication_role does not switch them off.
DO $$
DECLARE
  ledger_table text;
BEGIN
  FOREACH ledger_table IN ARRAY ARRAY['inference_request', 'request_end', 'hold', 'hold_end', 'call_intent', 'call_settlement',
                                      'call_adjustment'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
                      FOR EACH ROW EXECUTE FUNCTION quorate_refuse_change()', ledger_table);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I
                      FOR EACH STATEMENT EXECUTE FUNCTION quorate_refuse_change()', ledger_table);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', ledger_table);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER no_truncate', ledger_table);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', ledger_table);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO quorate_app', ledger_table);
  END LOOP;
END
$$;
