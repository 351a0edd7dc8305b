"""What the database refuses by itself: other words without their history, a thread moved, a reaction gone."""

from django.db import migrations

# Words may change only together with a row of the history that keeps the ones before. Blanking the words and the
# salt of a comment that was taken back is erasure (2562 personal data Act), and allowed; so for its history.
GUARDS = """
CREATE OR REPLACE FUNCTION comment_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'comment % leaves a mark and cannot be deleted', OLD.id USING ERRCODE = 'SG003';
    END IF;
    IF (NEW.kind, NEW.public_id, NEW.part, NEW.replies_to_id, NEW.citizen_id, NEW.stance, NEW."group", NEW.quote,
        NEW.passage, NEW.wording_base, NEW.province, NEW.channel, NEW.form, NEW.created_at) IS DISTINCT FROM
       (OLD.kind, OLD.public_id, OLD.part, OLD.replies_to_id, OLD.citizen_id, OLD.stance, OLD."group", OLD.quote,
        OLD.passage, OLD.wording_base, OLD.province, OLD.channel, OLD.form, OLD.created_at)
       OR ((NEW.body, NEW.body_hash, NEW.wording, NEW.salt, NEW.edits) IS DISTINCT FROM
           (OLD.body, OLD.body_hash, OLD.wording, OLD.salt, OLD.edits)
           AND NOT (NEW.state = 'withdrawn' AND NEW.body = '' AND NEW.wording = '' AND NEW.edits = OLD.edits)
           AND NOT (NEW.state = 'visible' AND OLD.state = 'visible' AND NEW.salt = OLD.salt
                    AND NEW.edits = OLD.edits + 1
                    AND EXISTS (SELECT 1 FROM threads_edit e WHERE e.comment_id = OLD.id AND e.number = NEW.edits
                                AND e.body = OLD.body AND e.wording = OLD.wording)))
       OR (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn') THEN
        RAISE EXCEPTION 'comment % stands as it was made', OLD.id USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION edit_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.comment_id, NEW.number, NEW.at) = (OLD.comment_id, OLD.number, OLD.at)
       AND NEW.body = '' AND NEW.wording = ''
       AND EXISTS (SELECT 1 FROM threads_comment c WHERE c.id = OLD.comment_id AND c.state = 'withdrawn') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the history of comment % stands as it is', OLD.comment_id USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER edit_stands BEFORE UPDATE OR DELETE ON threads_edit FOR EACH ROW EXECUTE FUNCTION edit_stands();

CREATE FUNCTION reaction_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.id, NEW.comment_id, NEW.citizen_id) IS DISTINCT FROM
                           (OLD.id, OLD.comment_id, OLD.citizen_id) THEN
        RAISE EXCEPTION 'reaction % may change its direction, nothing else', OLD.id USING ERRCODE = 'SG003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reaction_stands BEFORE UPDATE OR DELETE ON threads_reaction
    FOR EACH ROW EXECUTE FUNCTION reaction_stands();
"""

UNDO = """
DROP TRIGGER reaction_stands ON threads_reaction;
DROP TRIGGER edit_stands ON threads_edit;
DROP FUNCTION reaction_stands, edit_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("threads", "0005_threads_of_comments")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
