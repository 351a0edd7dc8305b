"""Keyed papers go into the box after the closing time, until it is shut; the rules of the round hold for them too."""

from django.db import migrations

JOIN = """
DO $$
BEGIN
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'GRANT siang_box TO CURRENT_USER WITH INHERIT FALSE, SET TRUE';
  ELSE
    EXECUTE 'GRANT siang_box TO CURRENT_USER';
  END IF;
END $$;
"""

LEAVE = """
DO $$
BEGIN
  EXECUTE format('REVOKE siang_box FROM %I', current_user);
END $$;
"""

# Answers, never errors: an error would put the statement, and what the paper says, into the database's log.
BOX = """
SET LOCAL ROLE siang_box;
CREATE FUNCTION siang_box.put_paper(r text, t bytea, c text, s bytea, k text, e uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  kept siang_box.round;
  reason text;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(20834, hashtext(r));
  SELECT * INTO kept FROM siang_box.round WHERE round = r;
  IF kept.taking IS NOT TRUE THEN
    RETURN 'shut';
  END IF;
  reason := CASE WHEN kept.rules IS NOT NULL THEN siang_box.wrong(kept.rules, c) END;
  IF reason IS NOT NULL THEN
    RETURN reason;
  END IF;
  INSERT INTO siang_box.ballot VALUES (r, t, c, s, k, e) ON CONFLICT DO NOTHING;
  RETURN CASE WHEN FOUND THEN 'in' ELSE 'twice' END;
END $$;
REVOKE ALL ON FUNCTION siang_box.put_paper(text, bytea, text, bytea, text, uuid) FROM PUBLIC;
DO $$
BEGIN
  EXECUTE format(
    'GRANT EXECUTE ON FUNCTION siang_box.put_paper(text, bytea, text, bytea, text, uuid) TO %I', session_user);
END $$;
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("rounds", "0006_box_knows_the_rules")]
    operations = [migrations.RunSQL(JOIN + BOX + LEAVE, migrations.RunSQL.noop)]
