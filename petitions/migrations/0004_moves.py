"""The table of moves as petitions.states has it now; windows only grow; struck names keep to the time of collecting."""

from django.db import migrations

MOVES = """
CREATE OR REPLACE FUNCTION petition_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND NOT EXISTS (SELECT FROM (VALUES
%s
    ) AS moves(old, new) WHERE moves.old = OLD.state AND moves.new = NEW.state) THEN
        RAISE EXCEPTION 'petition %% may not go from %% to %%', OLD.public_id, OLD.state, NEW.state
            USING ERRCODE = 'SG002';
    END IF;
    RETURN NEW;
END $$;
"""

PAIRS = """
draft inviting, draft principle, draft withdrawn, inviting draft, inviting principle, inviting withdrawn,
principle collecting, principle draft, principle rejected, principle withdrawn,
collecting expired, collecting hidden, collecting reached, collecting withdrawn,
reached collecting, reached delivered, reached expired, reached hidden, reached withdrawn,
delivered accepted, delivered answered, delivered checking, delivered returned,
checking accepted, checking returned, returned delivered, returned rejected,
accepted answered, accepted debated, accepted decided, accepted hearing,
hearing answered, hearing debated, hearing decided, debated answered, debated decided, decided answered,
rejected principle, rejected returned, withdrawn collecting, withdrawn reached, expired collecting,
hidden collecting, hidden reached, hidden rejected
"""

FROZEN = """
CREATE OR REPLACE FUNCTION petition_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'petition % was opened and cannot be deleted', OLD.public_id USING ERRCODE = 'SG003';
    END IF;
    IF (NEW.kind, NEW.title, NEW.summary, NEW.background, NEW.principle, NEW.analysis, NEW.sections,
        NEW.petitioner_id, NEW.addressee_id, NEW.area_id, NEW.electors, NEW.threshold, NEW.opens_at,
        NEW.rules, NEW.rules_hash, NEW.public_id, NEW.hearing_first)
       IS DISTINCT FROM
       (OLD.kind, OLD.title, OLD.summary, OLD.background, OLD.principle, OLD.analysis, OLD.sections,
        OLD.petitioner_id, OLD.addressee_id, OLD.area_id, OLD.electors, OLD.threshold, OLD.opens_at,
        OLD.rules, OLD.rules_hash, OLD.public_id, OLD.hearing_first)
       OR NEW.closes_at < OLD.closes_at OR NEW.closes_at IS NULL THEN
        RAISE EXCEPTION 'petition % is frozen since collecting began', OLD.public_id USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION petition_stamp_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the thresholds of petition % are frozen', OLD.petition_id USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER threshold_stands BEFORE UPDATE ON petitions_threshold
    FOR EACH ROW WHEN ((NEW.petition_id, NEW.place, NEW.code, NEW.names, NEW.provinces, NEW.per_province)
        IS DISTINCT FROM (OLD.petition_id, OLD.place, OLD.code, OLD.names, OLD.provinces, OLD.per_province))
    EXECUTE FUNCTION petition_stamp_stands();
CREATE TRIGGER threshold_never_deleted BEFORE DELETE ON petitions_threshold
    FOR EACH ROW EXECUTE FUNCTION petition_stamp_stands();
CREATE TRIGGER clock_stands BEFORE UPDATE ON petitions_runningclock
    FOR EACH ROW WHEN ((NEW.petition_id, NEW.code, NEW.started, NEW.days)
        IS DISTINCT FROM (OLD.petition_id, OLD.code, OLD.started, OLD.days)
        OR NEW.due < OLD.due OR (OLD.ended IS NOT NULL AND NEW.ended IS DISTINCT FROM OLD.ended))
    EXECUTE FUNCTION petition_stamp_stands();
CREATE TRIGGER clock_never_deleted BEFORE DELETE ON petitions_runningclock
    FOR EACH ROW EXECUTE FUNCTION petition_stamp_stands();
"""

STRUCK = """
CREATE TRIGGER strike_only_while_collecting BEFORE UPDATE OF struck_at ON petitions_signature
    FOR EACH ROW WHEN (NEW.struck_at IS DISTINCT FROM OLD.struck_at)
    EXECUTE FUNCTION signature_only_while_collecting();
"""

UNDO = """
DROP TRIGGER strike_only_while_collecting ON petitions_signature;
DROP TRIGGER threshold_stands ON petitions_threshold;
DROP TRIGGER threshold_never_deleted ON petitions_threshold;
DROP TRIGGER clock_stands ON petitions_runningclock;
DROP TRIGGER clock_never_deleted ON petitions_runningclock;
DROP FUNCTION petition_stamp_stands;
"""


def moves() -> str:
    """The trigger's function with one line for each allowed move."""
    pairs = [pair.split() for pair in PAIRS.split(",")]
    return MOVES % ",\n".join(f"        ('{old}', '{new}')" for old, new in pairs)


class Migration(migrations.Migration):
    dependencies = [("petitions", "0003_life")]
    operations = [migrations.RunSQL(moves() + FROZEN + STRUCK, UNDO)]
