"""A store that is shut says so by its answer, not by an error.

PostgreSQL writes the statement of an error into its log, and with it what the ballot said.
"""

from django.db import migrations

JOIN = """
DO $$
DECLARE
  store text;
BEGIN
  FOREACH store IN ARRAY ARRAY['siang_roll', 'siang_box'] LOOP
    IF current_setting('server_version_num')::int >= 160000 THEN
      EXECUTE format('GRANT %I TO CURRENT_USER WITH INHERIT FALSE, SET TRUE', store);
    ELSE
      EXECUTE format('GRANT %I TO CURRENT_USER', store);
    END IF;
  END LOOP;
END $$;
"""

LEAVE = """
DO $$
BEGIN
  EXECUTE format('REVOKE siang_roll, siang_box FROM %I', current_user);
END $$;
"""

ENTER = """
SET LOCAL ROLE siang_roll;
DROP FUNCTION siang_roll.enter(text, bytea, date, text);
CREATE FUNCTION siang_roll.enter(r text, t bytea, d date, c text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(20833, hashtext(r));
  IF NOT EXISTS (SELECT FROM siang_roll.round WHERE round = r AND taking) THEN
    RETURN false;
  END IF;
  INSERT INTO siang_roll.voter VALUES (r, t, d, c) ON CONFLICT DO NOTHING;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION siang_roll.enter(text, bytea, date, text) FROM PUBLIC;
DO $$
BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION siang_roll.enter(text, bytea, date, text) TO %I', session_user);
END $$;

SET LOCAL ROLE siang_box;
CREATE OR REPLACE FUNCTION siang_box.put(r text, t bytea, c text, s bytea, k text, e uuid) RETURNS siang_box.done
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before siang_box.ballot;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(20834, hashtext(r));
  IF NOT EXISTS (SELECT FROM siang_box.round WHERE round = r AND taking) THEN
    RETURN (NULL::uuid, false, NULL::text)::siang_box.done;
  END IF;
  INSERT INTO siang_box.ballot VALUES (r, t, c, s, k, e) ON CONFLICT DO NOTHING;
  IF FOUND THEN
    RETURN (e, false, NULL::text)::siang_box.done;
  END IF;
  SELECT * INTO STRICT before FROM siang_box.ballot WHERE round = r AND token = t FOR UPDATE;
  IF before.commitment = k THEN
    RETURN (before.receipt, true, NULL::text)::siang_box.done;
  END IF;
  UPDATE siang_box.ballot SET choices = c, salt = s, commitment = k, receipt = e WHERE round = r AND token = t;
  RETURN (e, false, before.commitment)::siang_box.done;
END $$;
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("rounds", "0002_stores_and_guards")]
    operations = [migrations.RunSQL(JOIN + ENTER + LEAVE, migrations.RunSQL.noop)]
