"""What the database refuses by itself: moves outside the table, changed text, late signatures."""

from django.db import migrations

MOVES = """
CREATE FUNCTION petition_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND NOT EXISTS (SELECT FROM (VALUES
        ('draft', 'inviting'),
        ('draft', 'principle'),
        ('draft', 'withdrawn'),
        ('inviting', 'principle'),
        ('inviting', 'withdrawn'),
        ('principle', 'collecting'),
        ('principle', 'draft'),
        ('principle', 'rejected'),
        ('principle', 'withdrawn'),
        ('collecting', 'expired'),
        ('collecting', 'hidden'),
        ('collecting', 'reached'),
        ('collecting', 'withdrawn'),
        ('reached', 'delivered'),
        ('reached', 'expired'),
        ('reached', 'hidden'),
        ('reached', 'withdrawn'),
        ('delivered', 'accepted'),
        ('delivered', 'answered'),
        ('delivered', 'checking'),
        ('delivered', 'returned'),
        ('checking', 'accepted'),
        ('checking', 'returned'),
        ('returned', 'delivered'),
        ('returned', 'rejected'),
        ('accepted', 'answered'),
        ('accepted', 'debated'),
        ('accepted', 'hearing'),
        ('hearing', 'answered'),
        ('hearing', 'debated'),
        ('debated', 'answered'),
        ('hidden', 'collecting'),
        ('hidden', 'reached'),
        ('hidden', 'rejected')
    ) AS moves(old, new) WHERE moves.old = OLD.state AND moves.new = NEW.state) THEN
        RAISE EXCEPTION 'petition % may not go from % to %', OLD.public_id, OLD.state, NEW.state
            USING ERRCODE = 'SG002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER petition_moves BEFORE UPDATE OF state ON petitions_petition
    FOR EACH ROW EXECUTE FUNCTION petition_moves();
"""

FROZEN = """
CREATE FUNCTION petition_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'petition % was opened and cannot be deleted', OLD.public_id USING ERRCODE = 'SG003';
    END IF;
    IF (NEW.kind, NEW.title, NEW.summary, NEW.background, NEW.principle, NEW.analysis, NEW.sections,
        NEW.petitioner_id, NEW.addressee_id, NEW.area_id, NEW.electors, NEW.threshold, NEW.opens_at,
        NEW.closes_at, NEW.rules, NEW.rules_hash, NEW.public_id)
       IS DISTINCT FROM
       (OLD.kind, OLD.title, OLD.summary, OLD.background, OLD.principle, OLD.analysis, OLD.sections,
        OLD.petitioner_id, OLD.addressee_id, OLD.area_id, OLD.electors, OLD.threshold, OLD.opens_at,
        OLD.closes_at, OLD.rules, OLD.rules_hash, OLD.public_id) THEN
        RAISE EXCEPTION 'petition % is frozen since collecting began', OLD.public_id USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER petition_frozen BEFORE UPDATE OR DELETE ON petitions_petition
    FOR EACH ROW WHEN (OLD.opens_at IS NOT NULL) EXECUTE FUNCTION petition_frozen();
"""

# 20839 = 0x5167, petitions.actions.signing.LOCK_CLASS. The lock first, then the look: after a hand-over
# that held the lock, the next statement of this function sees the new state.
SIGNATURES = """
CREATE FUNCTION signature_only_while_collecting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(20839, NEW.petition_id::integer);
    PERFORM 1 FROM petitions_petition
        WHERE id = NEW.petition_id AND state IN ('collecting', 'reached') AND closes_at > clock_timestamp();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'petition % does not collect names', NEW.petition_id USING ERRCODE = 'SG001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signature_only_while_collecting BEFORE INSERT ON petitions_signature
    FOR EACH ROW EXECUTE FUNCTION signature_only_while_collecting();
CREATE TRIGGER withdrawal_only_while_collecting BEFORE UPDATE OF withdrawn_at ON petitions_signature
    FOR EACH ROW WHEN (NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)
    EXECUTE FUNCTION signature_only_while_collecting();

CREATE FUNCTION signature_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'signature % stands as it was made', OLD.id USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER signature_stands BEFORE UPDATE ON petitions_signature
    FOR EACH ROW WHEN (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL
        OR (NEW.petition_id, NEW.citizen_id, NEW.province, NEW.channel, NEW.signed_at)
           IS DISTINCT FROM (OLD.petition_id, OLD.citizen_id, OLD.province, OLD.channel, OLD.signed_at))
    EXECUTE FUNCTION signature_stands();
CREATE TRIGGER signature_never_deleted BEFORE DELETE ON petitions_signature
    FOR EACH ROW EXECUTE FUNCTION signature_stands();
"""

UNDO = """
DROP TRIGGER petition_moves ON petitions_petition;
DROP TRIGGER petition_frozen ON petitions_petition;
DROP TRIGGER signature_only_while_collecting ON petitions_signature;
DROP TRIGGER withdrawal_only_while_collecting ON petitions_signature;
DROP TRIGGER signature_stands ON petitions_signature;
DROP TRIGGER signature_never_deleted ON petitions_signature;
DROP FUNCTION petition_moves, petition_frozen, signature_only_while_collecting, signature_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("petitions", "0001_initial")]
    operations = [migrations.RunSQL(MOVES + FROZEN + SIGNATURES, UNDO)]
