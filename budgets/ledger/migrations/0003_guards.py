"""What the database itself refuses: more paid than there is, stages out of order, changed or lost history."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION ledger_paid_within() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted bigint;
  has numeric;
  gone numeric;
BEGIN
  IF TG_TABLE_NAME = 'ledger_spending' THEN wanted := NEW.line_id; ELSE wanted := NEW.id; END IF;
  SELECT amount INTO has FROM ledger_budgetline WHERE id = wanted FOR UPDATE;
  SELECT coalesce(sum(paid), 0) INTO gone FROM ledger_spending WHERE line_id = wanted;
  IF gone > has THEN
    RAISE EXCEPTION 'line % has % baht, % are paid', wanted, has, gone
      USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_within_line';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_paid_within AFTER INSERT OR UPDATE ON ledger_spending
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION ledger_paid_within();
CREATE CONSTRAINT TRIGGER ledger_paid_within AFTER UPDATE OF amount ON ledger_budgetline
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN (NEW.amount < OLD.amount) EXECUTE FUNCTION ledger_paid_within();

CREATE FUNCTION ledger_stage_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL AND NEW.stage <> OLD.stage AND (OLD.stage, NEW.stage) NOT IN (
    ('preparation', 'deliberation'), ('deliberation', 'approved'), ('deliberation', 'preparation'),
    ('approved', 'spending'), ('spending', 'audit')
  ) THEN
    RAISE EXCEPTION 'a budget does not go from % to %', OLD.stage, NEW.stage
      USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_stage_moves';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_stage_moves BEFORE UPDATE OF stage ON ledger_budget
  FOR EACH ROW EXECUTE FUNCTION ledger_stage_moves();

CREATE FUNCTION ledger_history_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is history and does not change', TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_history_stands';
END $$;
CREATE TRIGGER ledger_history_stands BEFORE UPDATE ON ledger_revision
  FOR EACH ROW EXECUTE FUNCTION ledger_history_stands();
CREATE TRIGGER ledger_history_stands BEFORE UPDATE ON ledger_change
  FOR EACH ROW EXECUTE FUNCTION ledger_history_stands();

CREATE FUNCTION ledger_lines_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_budget b WHERE b.id = OLD.budget_id AND b.published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'line % belongs to a published budget', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_lines_stay';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER ledger_lines_stay BEFORE DELETE ON ledger_budgetline
  FOR EACH ROW EXECUTE FUNCTION ledger_lines_stay();
"""

UNDO = """
DROP TRIGGER ledger_lines_stay ON ledger_budgetline;
DROP TRIGGER ledger_history_stands ON ledger_change;
DROP TRIGGER ledger_history_stands ON ledger_revision;
DROP TRIGGER ledger_stage_moves ON ledger_budget;
DROP TRIGGER ledger_paid_within ON ledger_budgetline;
DROP TRIGGER ledger_paid_within ON ledger_spending;
DROP FUNCTION ledger_lines_stay;
DROP FUNCTION ledger_history_stands;
DROP FUNCTION ledger_stage_moves;
DROP FUNCTION ledger_paid_within;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_changes_places_spending")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
