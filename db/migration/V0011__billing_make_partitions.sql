-- Monthly partitions. No default partition: a row whose month does not exist is refused, not hidden.

-- Makes one month of one ledger table unless it is there. Built aside and then attached, which needs no exclusive lock on the table,
-- so the writer waits milliseconds, not for the longest report.
CREATE FUNCTION quorate_make_ledger_partition(ledger_table text, month_start date) RETURNS boolean
  LANGUAGE plpgsql
  SET search_path = public, pg_temp
AS $$
DECLARE
  month_end CONSTANT date := (month_start + interval '1 month')::date;
  partition CONSTANT text := ledger_table || to_char(month_start, '_YYYY_MM');
BEGIN
  IF extract(day FROM month_start) <> 1 THEN
    RAISE EXCEPTION 'not the first of a month: %', month_start USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF to_regclass(format('%I', partition)) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition, ledger_table);
  EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, quorate_app', partition);
  EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION quorate_refuse_change()', partition);
  EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER no_truncate', partition);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', ledger_table, partition, month_start, month_end);
  RETURN true;
END
$$;
COMMENT ON FUNCTION quorate_make_ledger_partition(text, date) IS 'Makes one month of one ledger table; owner only.';

-- The previous, the current and the next three months of every ledger table, by the database's clock; says how many it made.
-- The only thing the application may have made, so it takes no argument. Called at start and once a day; nodes take turns.
CREATE FUNCTION quorate_make_ledger_partitions() RETURNS integer
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path = public, pg_temp
  SET lock_timeout = '5s'
AS $$
DECLARE
  this_month CONSTANT date := date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date;
  ledger_table text;
  ahead integer;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('quorate ledger partitions', 0));
  FOR ahead IN -1 .. 3 LOOP
    FOREACH ledger_table IN ARRAY ARRAY['inference_request', 'request_end', 'hold', 'hold_end', 'call_intent', 'call_settlement',
                                        'call_adjustment'] LOOP
      IF quorate_make_ledger_partition(ledger_table, (this_month + make_interval(months => ahead))::date) THEN
        made := made + 1;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END
$$;
COMMENT ON FUNCTION quorate_make_ledger_partitions() IS 'Makes the ledger partitions of the previous, current and next three months.';

REVOKE ALL ON FUNCTION quorate_make_ledger_partition(text, date) FROM PUBLIC;
REVOKE ALL ON FUNCTION quorate_make_ledger_partitions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION quorate_make_ledger_partitions() TO quorate_app;

DO $$
BEGIN
  PERFORM quorate_make_ledger_partitions();
END
$$;
