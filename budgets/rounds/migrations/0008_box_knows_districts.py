"""The box refuses projects of another district: it is told of which district the paper is, and keeps that nowhere."""

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

BOX = """
SET LOCAL ROLE siang_box;

-- `a`: of which district the paper is; NULL where nobody knows (a paper out of a box of papers), then all projects on
-- it must be of one district and the areas around it.
CREATE FUNCTION siang_box.astray(g jsonb, c text, a text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  WITH named AS (
    SELECT g->'districts'->>code AS d FROM (
      SELECT jsonb_object_keys(CASE jsonb_typeof(c::jsonb) WHEN 'object' THEN c::jsonb ELSE '{}' END) AS code
      UNION ALL
      SELECT jsonb_array_elements_text(CASE jsonb_typeof(c::jsonb) WHEN 'array' THEN c::jsonb ELSE '[]' END)
    ) codes
  )
  SELECT coalesce((g->>'own_district')::boolean, false) AND EXISTS (
    SELECT FROM named WHERE NOT starts_with(coalesce(a, (SELECT d FROM named ORDER BY length(d) DESC LIMIT 1)), d)
  )
$$;

DROP FUNCTION siang_box.put(text, bytea, text, bytea, text, uuid);
CREATE FUNCTION siang_box.put(r text, t bytea, c text, s bytea, k text, e uuid, a text) RETURNS siang_box.done
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before siang_box.ballot;
  kept siang_box.round;
  reason text;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(20834, hashtext(r));
  SELECT * INTO kept FROM siang_box.round WHERE round = r;
  IF kept.taking IS NOT TRUE OR kept.closes_at <= clock_timestamp() THEN
    RETURN (NULL::uuid, false, NULL::text)::siang_box.done;
  END IF;
  reason := CASE WHEN kept.rules IS NOT NULL THEN siang_box.wrong(kept.rules, c) END;
  IF reason IS NULL AND kept.rules IS NOT NULL AND siang_box.astray(kept.rules, c, coalesce(a, '')) THEN
    reason := 'other-district';
  END IF;
  IF reason IS NOT NULL THEN
    RETURN (NULL::uuid, false, reason)::siang_box.done;
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

CREATE OR REPLACE FUNCTION siang_box.put_paper(r text, t bytea, c text, s bytea, k text, e uuid) RETURNS text
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
  IF reason IS NULL AND kept.rules IS NOT NULL AND siang_box.astray(kept.rules, c, NULL) THEN
    reason := 'other-district';
  END IF;
  IF reason IS NOT NULL THEN
    RETURN reason;
  END IF;
  INSERT INTO siang_box.ballot VALUES (r, t, c, s, k, e) ON CONFLICT DO NOTHING;
  RETURN CASE WHEN FOUND THEN 'in' ELSE 'twice' END;
END $$;

REVOKE ALL ON FUNCTION siang_box.astray(jsonb, text, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION siang_box.put(text, bytea, text, bytea, text, uuid, text) FROM PUBLIC;
DO $$
BEGIN
  EXECUTE format(
    'GRANT EXECUTE ON FUNCTION siang_box.put(text, bytea, text, bytea, text, uuid, text) TO %I', session_user);
END $$;
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("rounds", "0007_paper_into_the_box")]
    operations = [migrations.RunSQL(JOIN + BOX + LEAVE, migrations.RunSQL.noop)]
