"""What the database refuses by itself: changing the credits of a published text."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION credit_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM texts_textversion v JOIN texts_provision p ON p.version_id = v.id
        WHERE v.published_at IS NOT NULL AND p.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.provision_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.provision_id END);
    IF FOUND THEN
        RAISE EXCEPTION 'the credits of a published text are frozen' USING ERRCODE = 'SG003';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER credit_frozen BEFORE INSERT OR UPDATE OR DELETE ON drafting_credit
    FOR EACH ROW EXECUTE FUNCTION credit_frozen();
"""

UNDO = "DROP TRIGGER credit_frozen ON drafting_credit; DROP FUNCTION credit_frozen;"


class Migration(migrations.Migration):
    dependencies = [("drafting", "0001_credits")]
    operations = [migrations.RunSQL(FROZEN, UNDO)]
