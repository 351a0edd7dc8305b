"""How many of some voter tags are on the roll: turnout by area is added up at the close, while the key still exists."""

from django.db import migrations

JOIN = """
DO $$
BEGIN
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'GRANT siang_roll TO CURRENT_USER WITH INHERIT FALSE, SET TRUE';
  ELSE
    EXECUTE 'GRANT siang_roll TO CURRENT_USER';
  END IF;
END $$;
"""

LEAVE = """
DO $$
BEGIN
  EXECUTE format('REVOKE siang_roll FROM %I', current_user);
END $$;
"""

ROLL = """
SET LOCAL ROLE siang_roll;
CREATE FUNCTION siang_roll.among(r text, tags bytea[]) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) FROM siang_roll.voter WHERE round = r AND tag = ANY(tags)
$$;
REVOKE ALL ON FUNCTION siang_roll.among(text, bytea[]) FROM PUBLIC;
DO $$
BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION siang_roll.among(text, bytea[]) TO %I', session_user);
END $$;
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("rounds", "0009_certificates")]
    operations = [migrations.RunSQL(JOIN + ROLL + LEAVE, migrations.RunSQL.noop)]
