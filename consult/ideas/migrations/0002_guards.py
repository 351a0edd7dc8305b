"""What the database refuses by itself: other words in an idea, an answer rewritten."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION idea_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'idea % leaves a mark and cannot be deleted', OLD.id USING ERRCODE = 'SG003';
    END IF;
    IF (NEW.public_id, NEW.kind, NEW.agency_id, NEW.citizen_id, NEW.province, NEW.channel, NEW.form, NEW.created_at)
       IS DISTINCT FROM
       (OLD.public_id, OLD.kind, OLD.agency_id, OLD.citizen_id, OLD.province, OLD.channel, OLD.form, OLD.created_at)
       OR ((NEW.title, NEW.body, NEW.act_title, NEW.salt) IS DISTINCT FROM
           (OLD.title, OLD.body, OLD.act_title, OLD.salt) AND NOT (NEW.state = 'withdrawn' AND NEW.body = ''))
       OR (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn') THEN
        RAISE EXCEPTION 'idea % stands as it was made', OLD.id USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER idea_stands BEFORE UPDATE OR DELETE ON ideas_idea
    FOR EACH ROW EXECUTE FUNCTION idea_stands();

CREATE FUNCTION idea_answer_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'answer % stands as it was given', OLD.id USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER idea_answer_stands BEFORE UPDATE OR DELETE ON ideas_ideaanswer
    FOR EACH ROW EXECUTE FUNCTION idea_answer_stands();
"""

UNDO = """
DROP TRIGGER idea_stands ON ideas_idea;
DROP TRIGGER idea_answer_stands ON ideas_ideaanswer;
DROP FUNCTION idea_stands, idea_answer_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("ideas", "0001_first")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
