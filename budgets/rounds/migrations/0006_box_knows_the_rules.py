"""Ballots with points and ranks, projects that exclude each other, one's own district; the box guards the rules itself."""

from django.db import migrations, models

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

# A ballot that breaks the rules is refused by an answer, not an error: the log of errors would hold what it says.
BOX = """
SET LOCAL ROLE siang_box;
ALTER TABLE siang_box.round ADD rules jsonb, ADD closes_at timestamptz;

CREATE FUNCTION siang_box.guard(r text, g jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  -- A closing time that is past already (a round of the past brought in) is not enforced by the clock.
  UPDATE siang_box.round SET rules = g,
    closes_at = CASE WHEN (g->>'closes_at')::timestamptz > clock_timestamp() THEN (g->>'closes_at')::timestamptz END
  WHERE round = r AND rules IS NULL
$$;

CREATE FUNCTION siang_box.wrong(g jsonb, c text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said jsonb := c::jsonb;
  codes text[];
  together jsonb;
BEGIN
  IF (jsonb_typeof(said) = 'object') <> (g->>'kind' = 'points') THEN
    RETURN 'form';
  ELSIF jsonb_typeof(said) = 'object' THEN
    codes := ARRAY(SELECT jsonb_object_keys(said));
  ELSE
    codes := ARRAY(SELECT jsonb_array_elements_text(said));
  END IF;
  IF (SELECT count(DISTINCT one) FROM unnest(codes) one) <> cardinality(codes) THEN
    RETURN 'twice';
  ELSIF EXISTS (SELECT FROM unnest(codes) one WHERE NOT (g->'costs') ? one) THEN
    RETURN 'unknown';
  ELSIF cardinality(codes) NOT BETWEEN (g->>'minimum')::int AND (g->>'maximum')::int THEN
    RETURN 'number';
  ELSIF g->>'kind' = 'knapsack' AND (g->>'envelope')::numeric
      < (SELECT coalesce(sum((g->'costs'->>one)::numeric), 0) FROM unnest(codes) one) THEN
    RETURN 'over-envelope';
  ELSIF g->>'kind' = 'points' AND (
      EXISTS (SELECT FROM jsonb_each_text(said) WHERE value !~ '^[1-9][0-9]{0,5}$')
      OR (SELECT sum(value::int) FROM jsonb_each_text(said)) > (g->>'points')::int) THEN
    RETURN 'points';
  END IF;
  FOR together IN SELECT jsonb_array_elements(coalesce(g->'exclusive', '[]')) LOOP
    IF (SELECT count(*) FROM unnest(codes) one WHERE together ? one) > 1 THEN
      RETURN 'exclusive';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION siang_box.put(r text, t bytea, c text, s bytea, k text, e uuid) RETURNS siang_box.done
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
REVOKE ALL ON FUNCTION siang_box.guard(text, jsonb), siang_box.wrong(jsonb, text) FROM PUBLIC;
DO $$
BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION siang_box.guard(text, jsonb) TO %I', session_user);
END $$;
RESET ROLE;
"""

FROZEN = """
CREATE TRIGGER rounds_ballot_frozen BEFORE UPDATE ON rounds_roundpage FOR EACH ROW
  WHEN ((NEW.points, NEW.exclusive, NEW.own_district) IS DISTINCT FROM (OLD.points, OLD.exclusive, OLD.own_district))
  EXECUTE FUNCTION rounds_settings_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("rounds", "0005_counting_rules")]
    operations = [
        migrations.AlterField(
            model_name="roundpage",
            name="ballot_kind",
            field=models.CharField(
                choices=[
                    ("approval", "Approval"),
                    ("knapsack", "Fill the envelope"),
                    ("points", "Points"),
                    ("ranking", "Ranking"),
                ],
                default="approval",
                max_length=16,
                verbose_name="ballot",
            ),
        ),
        migrations.AddField(
            model_name="roundpage",
            name="points",
            field=models.PositiveSmallIntegerField(
                default=10, verbose_name="points to give, where ballots give points"
            ),
        ),
        migrations.AddField(
            model_name="roundpage",
            name="exclusive",
            field=models.JSONField(
                blank=True, default=list, verbose_name="sets of codes of which only one can be chosen and funded"
            ),
        ),
        migrations.AddField(
            model_name="roundpage",
            name="own_district",
            field=models.BooleanField(default=False, verbose_name="only projects of one's own district can be chosen"),
        ),
        migrations.RunSQL(JOIN + BOX + LEAVE, migrations.RunSQL.noop),
        migrations.RunSQL(FROZEN, "DROP TRIGGER rounds_ballot_frozen ON rounds_roundpage;"),
    ]
