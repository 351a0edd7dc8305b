"""What the database refuses by itself: a report or a delay rewritten, a finished work moved back."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION works_told_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was reported about a work stands' USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER works_told_stands BEFORE UPDATE OR DELETE ON works_report
    FOR EACH ROW EXECUTE FUNCTION works_told_stands();
CREATE TRIGGER works_told_stands BEFORE UPDATE OR DELETE ON works_delay
    FOR EACH ROW EXECUTE FUNCTION works_told_stands();

CREATE FUNCTION works_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('planned', 'building'), ('planned', 'done'), ('building', 'done')) THEN
        RAISE EXCEPTION 'a work may not go from % to %', OLD.state, NEW.state USING ERRCODE = 'SG003';
    END IF;
    IF NEW.percent < OLD.percent OR NEW.paid < OLD.paid THEN
        RAISE EXCEPTION 'percent and money of a work do not go down' USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER works_moves BEFORE UPDATE ON works_work FOR EACH ROW EXECUTE FUNCTION works_moves();
"""


class Migration(migrations.Migration):
    dependencies = [("works", "0001_first")]
    operations = [
        migrations.RunSQL(GUARDS, "DROP FUNCTION works_told_stands, works_moves CASCADE;"),
    ]
