"""What the database refuses by itself: other rules after publication, an earlier closing day, an answer rewritten."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION hearing_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'hearing % was published and cannot be deleted', OLD.public_id USING ERRCODE = 'SG003';
    END IF;
    IF (NEW.public_id, NEW.kind, NEW.text_id, NEW.opens_at, NEW.short_reason, NEW.method, NEW.problem, NEW.main_points,
        NEW.affected, NEW.necessity, NEW.influence, NEW.eligibility, NEW.frozen - 'closes_at')
       IS DISTINCT FROM
       (OLD.public_id, OLD.kind, OLD.text_id, OLD.opens_at, OLD.short_reason, OLD.method, OLD.problem, OLD.main_points,
        OLD.affected, OLD.necessity, OLD.influence, OLD.eligibility, OLD.frozen - 'closes_at') THEN
        RAISE EXCEPTION 'hearing % is frozen since it was published', OLD.public_id USING ERRCODE = 'SG003';
    END IF;
    IF NEW.closes_at < OLD.closes_at THEN
        RAISE EXCEPTION 'hearing % may be extended, never shortened', OLD.public_id USING ERRCODE = 'SG003';
    END IF;
    IF OLD.cancelled_reason <> '' AND NEW.cancelled_reason <> OLD.cancelled_reason THEN
        RAISE EXCEPTION 'hearing % is cancelled for the reason given', OLD.public_id USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hearing_frozen BEFORE UPDATE OR DELETE ON hearings_consultationpage
    FOR EACH ROW WHEN (OLD.frozen IS NOT NULL) EXECUTE FUNCTION hearing_frozen();

CREATE FUNCTION response_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'response % stands as it was given', OLD.id USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER response_stands BEFORE UPDATE OR DELETE ON hearings_response
    FOR EACH ROW EXECUTE FUNCTION response_stands();
"""

UNDO = """
DROP TRIGGER hearing_frozen ON hearings_consultationpage;
DROP TRIGGER response_stands ON hearings_response;
DROP FUNCTION hearing_frozen, response_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("hearings", "0002_initial")]
    operations = [migrations.RunSQL(FROZEN, UNDO)]
