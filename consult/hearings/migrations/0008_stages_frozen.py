"""Stages and the purpose are frozen like the rest of the announcement."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION hearing_stage_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.follows_id, NEW.changed_since, NEW.purpose) IS DISTINCT FROM
       (OLD.follows_id, OLD.changed_since, OLD.purpose) THEN
        RAISE EXCEPTION 'hearing % is frozen since it was published', OLD.public_id USING ERRCODE = 'SG003';
    END IF;
    IF (OLD.opening_noted AND NOT NEW.opening_noted) OR (OLD.closing_noted AND NOT NEW.closing_noted) THEN
        RAISE EXCEPTION 'the record says that hearing % opened or closed', OLD.public_id USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hearing_stage_frozen BEFORE UPDATE ON hearings_consultationpage
    FOR EACH ROW WHEN (OLD.frozen IS NOT NULL) EXECUTE FUNCTION hearing_stage_frozen();

CREATE FUNCTION extension_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'extension % stands as it was given', OLD.id USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER extension_stands BEFORE UPDATE OR DELETE ON hearings_extension
    FOR EACH ROW EXECUTE FUNCTION extension_stands();
"""

UNDO = """
DROP TRIGGER hearing_stage_frozen ON hearings_consultationpage;
DROP TRIGGER extension_stands ON hearings_extension;
DROP FUNCTION hearing_stage_frozen, extension_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("hearings", "0007_stages")]
    operations = [migrations.RunSQL(FROZEN, UNDO)]
