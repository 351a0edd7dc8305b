"""What the database refuses by itself: other words under a comment, a comment gone without a mark."""

from django.db import migrations

# Blanking the words and the salt of a comment that was taken back is erasure (2562 personal data Act), and allowed.
GUARDS = """
CREATE FUNCTION comment_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'comment % leaves a mark and cannot be deleted', OLD.id USING ERRCODE = 'SG003';
    END IF;
    IF (NEW.kind, NEW.public_id, NEW.part, NEW.citizen_id, NEW.stance, NEW.province, NEW.channel, NEW.form,
        NEW.created_at) IS DISTINCT FROM
       (OLD.kind, OLD.public_id, OLD.part, OLD.citizen_id, OLD.stance, OLD.province, OLD.channel, OLD.form,
        OLD.created_at)
       OR ((NEW.body, NEW.body_hash, NEW.salt) IS DISTINCT FROM (OLD.body, OLD.body_hash, OLD.salt)
           AND NOT (NEW.state = 'withdrawn' AND NEW.body = ''))
       OR (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn') THEN
        RAISE EXCEPTION 'comment % stands as it was made', OLD.id USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER comment_stands BEFORE UPDATE OR DELETE ON threads_comment
    FOR EACH ROW EXECUTE FUNCTION comment_stands();
"""

UNDO = """
DROP TRIGGER comment_stands ON threads_comment;
DROP FUNCTION comment_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("threads", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
