"""The trigger that lets a signature in looks once instead of three times: it runs for every name."""

from django.db import migrations

DO = """
CREATE OR REPLACE FUNCTION signature_only_while_collecting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_advisory_xact_lock_shared(20839, NEW.petition_id::integer) IS NULL THEN
        RAISE EXCEPTION 'no lock';  -- never: an expression is quicker than a query, and must stand somewhere
    END IF;
    PERFORM 1 FROM petitions_petition
        WHERE id = NEW.petition_id AND state IN ('collecting', 'reached') AND closes_at > clock_timestamp()
            AND (TG_OP <> 'INSERT' OR NOT EXISTS (SELECT FROM petitions_pause WHERE ended_at IS NULL));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'petition % does not collect names', NEW.petition_id USING ERRCODE = 'SG001';
    END IF;
    RETURN NEW;
END $$;
"""
UNDO = """
CREATE OR REPLACE FUNCTION signature_only_while_collecting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(20839, NEW.petition_id::integer);
    PERFORM 1 FROM petitions_petition
        WHERE id = NEW.petition_id AND state IN ('collecting', 'reached') AND closes_at > clock_timestamp();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'petition % does not collect names', NEW.petition_id USING ERRCODE = 'SG001';
    END IF;
    IF TG_OP = 'INSERT' THEN
        PERFORM 1 FROM petitions_pause WHERE ended_at IS NULL;
        IF FOUND THEN
            RAISE EXCEPTION 'collecting is paused on the whole site' USING ERRCODE = 'SG001';
        END IF;
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("petitions", "0014_list_by_closing")]

    operations = [migrations.RunSQL(DO, UNDO)]
