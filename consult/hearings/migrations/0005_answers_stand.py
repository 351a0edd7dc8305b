"""What the database refuses by itself: an official answer, a published report or a finished hearing rewritten."""

from django.db import migrations

STANDS = """
CREATE FUNCTION answer_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'answer % stands as it was given', OLD.id USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER answer_stands BEFORE UPDATE OR DELETE ON hearings_answer
    FOR EACH ROW EXECUTE FUNCTION answer_stands();

CREATE FUNCTION report_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'report % is published', OLD.id USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER report_stands BEFORE UPDATE OR DELETE ON hearings_report
    FOR EACH ROW WHEN (OLD.state = 'published') EXECUTE FUNCTION report_stands();

CREATE FUNCTION hearing_finished() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'hearing % is finished', OLD.public_id USING ERRCODE = 'SG003';
END $$;
CREATE TRIGGER hearing_finished BEFORE UPDATE ON hearings_consultationpage
    FOR EACH ROW WHEN (OLD.finished_at IS NOT NULL AND
        (NEW.finished_at, NEW.outcome, NEW.outcome_en, NEW.next_steps, NEW.next_steps_en) IS DISTINCT FROM
        (OLD.finished_at, OLD.outcome, OLD.outcome_en, OLD.next_steps, OLD.next_steps_en))
    EXECUTE FUNCTION hearing_finished();
"""

UNDO = """
DROP TRIGGER answer_stands ON hearings_answer;
DROP TRIGGER report_stands ON hearings_report;
DROP TRIGGER hearing_finished ON hearings_consultationpage;
DROP FUNCTION answer_stands, report_stands, hearing_finished;
"""


class Migration(migrations.Migration):
    dependencies = [("hearings", "0004_answers")]
    operations = [migrations.RunSQL(STANDS, UNDO)]
