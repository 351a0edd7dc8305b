"""What the database refuses by itself: other words in a proposal, a forbidden move, an opinion or decision rewritten."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION proposal_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'proposal % leaves a mark and cannot be deleted', OLD.id USING ERRCODE = 'SG003';
    END IF;
    IF (NEW.public_id, NEW.round_id, NEW.citizen_id, NEW.title, NEW.body, NEW.place, NEW.photo, NEW.salt, NEW.form,
        NEW.created_at)
       IS DISTINCT FROM
       (OLD.public_id, OLD.round_id, OLD.citizen_id, OLD.title, OLD.body, OLD.place, OLD.photo, OLD.salt, OLD.form,
        OLD.created_at) THEN
        RAISE EXCEPTION 'proposal % stands as it was made', OLD.id USING ERRCODE = 'SG003';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('shown', 'withdrawn'), ('shown', 'hidden'), ('shown', 'merged'), ('shown', 'split'), ('shown', 'accepted'),
        ('shown', 'refused'), ('hidden', 'shown'), ('refused', 'accepted')) THEN
        RAISE EXCEPTION 'a proposal may not go from % to %', OLD.state, NEW.state USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proposal_stands BEFORE UPDATE OR DELETE ON proposals_proposal
    FOR EACH ROW EXECUTE FUNCTION proposal_stands();

CREATE FUNCTION review_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what a review said stands as it was given' USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER review_stands BEFORE UPDATE OR DELETE ON proposals_opinion
    FOR EACH ROW EXECUTE FUNCTION review_stands();
CREATE TRIGGER review_stands BEFORE UPDATE OR DELETE ON proposals_decision
    FOR EACH ROW EXECUTE FUNCTION review_stands();
CREATE TRIGGER review_stands BEFORE UPDATE OR DELETE ON proposals_appeal
    FOR EACH ROW EXECUTE FUNCTION review_stands();

CREATE FUNCTION decision_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM proposals_decision WHERE proposal_id = NEW.proposal_id AND by_id = NEW.by_id) THEN
        RAISE EXCEPTION 'the appeal is decided by somebody else' USING ERRCODE = 'SG003';
    END IF;
    IF NEW.instance = 2 AND NOT EXISTS (SELECT FROM proposals_appeal WHERE proposal_id = NEW.proposal_id) THEN
        RAISE EXCEPTION 'there is no appeal to decide' USING ERRCODE = 'SG003';
    END IF;
    IF EXISTS (SELECT FROM proposals_opinion o JOIN proposals_reviewer r ON r.id = o.reviewer_id
               WHERE o.proposal_id = NEW.proposal_id AND o.conflict AND r.user_id = NEW.by_id) THEN
        RAISE EXCEPTION 'who has an interest does not decide' USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_by_another BEFORE INSERT ON proposals_decision
    FOR EACH ROW EXECUTE FUNCTION decision_by_another();
"""

UNDO = """
DROP FUNCTION proposal_stands, review_stands, decision_by_another CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_first")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
