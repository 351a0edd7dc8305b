"""What the database refuses by itself: other questions after they were frozen, answers rewritten."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION question_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sheet bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.questionnaire_id ELSE OLD.questionnaire_id END;
BEGIN
    IF EXISTS (SELECT 1 FROM questions_questionnaire WHERE id = sheet AND frozen_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the questions of questionnaire % are frozen', sheet USING ERRCODE = 'SG003';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER question_frozen BEFORE INSERT OR UPDATE OR DELETE ON questions_question
    FOR EACH ROW EXECUTE FUNCTION question_frozen();

CREATE FUNCTION questionnaire_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'questionnaire % is frozen', OLD.id USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER questionnaire_frozen BEFORE UPDATE OR DELETE ON questions_questionnaire
    FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION questionnaire_frozen();

CREATE FUNCTION answer_set_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'answers % stand as they were given', OLD.id USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER answer_set_stands BEFORE UPDATE OR DELETE ON questions_answerset
    FOR EACH ROW EXECUTE FUNCTION answer_set_stands();
"""

UNDO = """
DROP TRIGGER question_frozen ON questions_question;
DROP TRIGGER questionnaire_frozen ON questions_questionnaire;
DROP TRIGGER answer_set_stands ON questions_answerset;
DROP FUNCTION question_frozen, questionnaire_frozen, answer_set_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_first")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
