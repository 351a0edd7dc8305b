"""What the database refuses by itself: a booth opened again, a closed one changed, a third reading of a paper."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION booth_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'closed' THEN
        RAISE EXCEPTION 'booth % is closed: its numbers stand', OLD.id USING ERRCODE = 'SG003';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('open', 'counting'), ('counting', 'closed')) THEN
        RAISE EXCEPTION 'a booth may not go from % to %', OLD.state, NEW.state USING ERRCODE = 'SG003';
    END IF;
    IF OLD.state = 'counting' AND (NEW.issued, NEW.spoiled, NEW.deposited, NEW.found, NEW.unused) IS DISTINCT FROM
       (OLD.issued, OLD.spoiled, OLD.deposited, OLD.found, OLD.unused) THEN
        RAISE EXCEPTION 'the box of booth % is open: its counts stand', OLD.id USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER booth_moves BEFORE UPDATE ON booth_station FOR EACH ROW EXECUTE FUNCTION booth_moves();

CREATE FUNCTION booth_no_voters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM booth_station WHERE id = NEW.station_id AND state = 'open') THEN
        RAISE EXCEPTION 'this booth takes no more voters' USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER booth_no_voters BEFORE INSERT OR UPDATE ON booth_handout
    FOR EACH ROW EXECUTE FUNCTION booth_no_voters();
"""


class Migration(migrations.Migration):
    dependencies = [("booth", "0001_first")]
    operations = [migrations.RunSQL(GUARDS, "DROP FUNCTION booth_moves, booth_no_voters CASCADE;")]
