"""What the database refuses by itself: changing a published text."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION text_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'text version % is published and frozen', OLD.id USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER text_version_frozen BEFORE UPDATE OR DELETE ON texts_textversion
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION text_version_frozen();

CREATE FUNCTION provision_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM texts_textversion
        WHERE published_at IS NOT NULL AND id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.version_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.version_id END);
    IF FOUND THEN
        RAISE EXCEPTION 'the provisions of a published text are frozen' USING ERRCODE = 'SG003';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER provision_frozen BEFORE INSERT OR UPDATE OR DELETE ON texts_provision
    FOR EACH ROW EXECUTE FUNCTION provision_frozen();
"""

UNDO = """
DROP TRIGGER text_version_frozen ON texts_textversion;
DROP TRIGGER provision_frozen ON texts_provision;
DROP FUNCTION text_version_frozen, provision_frozen;
"""


class Migration(migrations.Migration):
    dependencies = [("texts", "0001_initial")]
    operations = [migrations.RunSQL(FROZEN, UNDO)]
