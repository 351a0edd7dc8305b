"""A round is counted, and its keys may go, only after two different officers have given their word for it."""

from django.db import migrations

GUARD = """
CREATE FUNCTION rounds_counted_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(DISTINCT officer_id) FROM rounds_confirmation WHERE round_id = NEW.id) < 2 THEN
    RAISE EXCEPTION 'round % is counted when two officers have confirmed its close', NEW.id USING ERRCODE = 'SB003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rounds_counted_by_two BEFORE INSERT OR UPDATE OF state ON rounds_round
  FOR EACH ROW WHEN (NEW.state = 'counted') EXECUTE FUNCTION rounds_counted_by_two();
CREATE FUNCTION rounds_word_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a word of officer % stands as it was given', OLD.officer_id USING ERRCODE = 'SB003';
END $$;
CREATE TRIGGER rounds_word_stands BEFORE UPDATE OR DELETE ON rounds_confirmation
  FOR EACH ROW EXECUTE FUNCTION rounds_word_stands();
"""
UNDO = """
DROP TRIGGER rounds_counted_by_two ON rounds_round;
DROP TRIGGER rounds_word_stands ON rounds_confirmation;
DROP FUNCTION rounds_counted_by_two, rounds_word_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("rounds", "0011_other_ways_to_read")]

    operations = [migrations.RunSQL(GUARD, UNDO)]
