"""The roll and the box, each with its own role; and what the database itself refuses to change."""

from django.db import migrations

# Roles belong to the whole server, databases come and go: everything here may run again and again, in any
# of them. A role made by an ordinary CREATEROLE user can be granted by it (PostgreSQL 16 and later: the
# maker has the admin option; 15: CREATEROLE suffices). Membership is taken for this transaction only.
BECOME = """
DO $$
DECLARE
  store text;
BEGIN
  FOREACH store IN ARRAY ARRAY['siang_roll', 'siang_box'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', store);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    IF current_setting('server_version_num')::int >= 160000 THEN
      EXECUTE format('GRANT %I TO CURRENT_USER WITH INHERIT FALSE, SET TRUE', store);
    ELSE
      EXECUTE format('GRANT %I TO CURRENT_USER', store);
    END IF;
    EXECUTE format('CREATE SCHEMA %I AUTHORIZATION %I', store, store);
  END LOOP;
END $$;
"""

# Leaving: the site's role is a member no longer, and may only call functions.
LEAVE = """
DO $$
BEGIN
  EXECUTE format('REVOKE siang_roll, siang_box FROM %I', current_user);
END $$;
"""

# 20833 = 0x5161, 20834 = 0x5162: advisory locks. Casting takes them shared, shutting alone.
ROLL = """
SET LOCAL ROLE siang_roll;

CREATE TABLE siang_roll.round (round text PRIMARY KEY, part text NOT NULL UNIQUE, taking boolean NOT NULL);
CREATE TABLE siang_roll.voter (
  round text NOT NULL,
  tag bytea NOT NULL CHECK (octet_length(tag) = 32),
  day date NOT NULL,
  channel text NOT NULL,
  PRIMARY KEY (round, tag)
) PARTITION BY LIST (round);

CREATE FUNCTION siang_roll.begin(r text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text := 'voter_' || md5(r);
BEGIN
  INSERT INTO siang_roll.round VALUES (r, name, true);
  EXECUTE format('CREATE TABLE siang_roll.%I PARTITION OF siang_roll.voter FOR VALUES IN (%L)', name, r);
END $$;

CREATE FUNCTION siang_roll.enter(r text, t bytea, d date, c text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(20833, hashtext(r));
  IF NOT EXISTS (SELECT FROM siang_roll.round WHERE round = r AND taking) THEN
    RAISE EXCEPTION 'round % takes no ballots', r USING ERRCODE = 'SB001';
  END IF;
  INSERT INTO siang_roll.voter VALUES (r, t, d, c) ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION siang_roll.voted_on(r text, t bytea) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT day FROM siang_roll.voter WHERE round = r AND tag = t
$$;

CREATE FUNCTION siang_roll.participants(r text) RETURNS TABLE (day date, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.day, count(*) FROM siang_roll.voter v WHERE v.round = r GROUP BY v.day ORDER BY v.day
$$;

CREATE FUNCTION siang_roll.shut(r text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(20833, hashtext(r));
  UPDATE siang_roll.round SET taking = false WHERE round = r;
END $$;

-- Emptied and filled anew: TRUNCATE gives the part a new file, so no dead row of the old order remains.
CREATE FUNCTION siang_roll.rewrite(r text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  kept siang_roll.voter[];
  name text;
BEGIN
  SELECT part INTO STRICT name FROM siang_roll.round WHERE round = r AND NOT taking;
  kept := ARRAY(SELECT v FROM siang_roll.voter v WHERE v.round = r ORDER BY gen_random_uuid());
  EXECUTE format('TRUNCATE siang_roll.%I', name);
  INSERT INTO siang_roll.voter
    SELECT k.round, sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), k.day, k.channel
    FROM unnest(kept) k;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA siang_roll FROM PUBLIC;
RESET ROLE;
"""

BOX = """
SET LOCAL ROLE siang_box;

CREATE TABLE siang_box.round (round text PRIMARY KEY, part text NOT NULL UNIQUE, taking boolean NOT NULL);
CREATE TABLE siang_box.ballot (
  round text NOT NULL,
  token bytea NOT NULL CHECK (octet_length(token) = 32),
  choices text NOT NULL,
  salt bytea,
  commitment text,
  receipt uuid,
  PRIMARY KEY (round, token)
) PARTITION BY LIST (round);
CREATE TYPE siang_box.done AS (receipt uuid, repeated boolean, replaced text);

CREATE FUNCTION siang_box.begin(r text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text := 'ballot_' || md5(r);
BEGIN
  INSERT INTO siang_box.round VALUES (r, name, true);
  EXECUTE format('CREATE TABLE siang_box.%I PARTITION OF siang_box.ballot FOR VALUES IN (%L)', name, r);
END $$;

CREATE FUNCTION siang_box.put(r text, t bytea, c text, s bytea, k text, e uuid) RETURNS siang_box.done
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before siang_box.ballot;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(20834, hashtext(r));
  IF NOT EXISTS (SELECT FROM siang_box.round WHERE round = r AND taking) THEN
    RAISE EXCEPTION 'round % takes no ballots', r USING ERRCODE = 'SB001';
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

CREATE FUNCTION siang_box.size(r text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) FROM siang_box.ballot WHERE round = r
$$;

CREATE FUNCTION siang_box.shut(r text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(20834, hashtext(r));
  UPDATE siang_box.round SET taking = false WHERE round = r;
END $$;

CREATE FUNCTION siang_box.ballots(r text) RETURNS TABLE (choices text, salt bytea, commitment text, receipt uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM siang_box.round WHERE round = r AND NOT taking) THEN
    RAISE EXCEPTION 'the box of round % is not shut', r USING ERRCODE = 'SB002';
  END IF;
  RETURN QUERY SELECT b.choices, b.salt, b.commitment, b.receipt FROM siang_box.ballot b
    WHERE b.round = r ORDER BY gen_random_uuid();
END $$;

CREATE FUNCTION siang_box.rewrite(r text, openings boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  kept siang_box.ballot[];
  name text;
BEGIN
  SELECT part INTO STRICT name FROM siang_box.round WHERE round = r AND NOT taking;
  kept := ARRAY(SELECT b FROM siang_box.ballot b WHERE b.round = r ORDER BY gen_random_uuid());
  EXECUTE format('TRUNCATE siang_box.%I', name);
  INSERT INTO siang_box.ballot
    SELECT k.round, sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), k.choices,
      CASE WHEN openings THEN k.salt END, CASE WHEN openings THEN k.commitment END, NULL
    FROM unnest(kept) k;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA siang_box FROM PUBLIC;
RESET ROLE;
"""

GRANTS = """
DO $$
DECLARE
  site text := session_user;
BEGIN
  SET LOCAL ROLE siang_roll;
  EXECUTE format('GRANT USAGE ON SCHEMA siang_roll TO %I', site);
  EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA siang_roll TO %I', site);
  SET LOCAL ROLE siang_box;
  EXECUTE format('GRANT USAGE ON SCHEMA siang_box TO %I', site);
  EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA siang_box TO %I', site);
  RESET ROLE;
END $$;
"""

FROZEN = """
CREATE FUNCTION rounds_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'round % was opened and cannot be deleted', OLD.id USING ERRCODE = 'SB003';
  END IF;
  IF NEW.state <> OLD.state
     AND (OLD.state, NEW.state) NOT IN (('open', 'counting'), ('counting', 'counted')) THEN
    RAISE EXCEPTION 'a round may not go from % to %', OLD.state, NEW.state USING ERRCODE = 'SB003';
  END IF;
  IF (NEW.rules, NEW.rules_hash, NEW.page_id, NEW.opened_at, NEW.opening_receipt)
     IS DISTINCT FROM (OLD.rules, OLD.rules_hash, OLD.page_id, OLD.opened_at, OLD.opening_receipt) THEN
    RAISE EXCEPTION 'the rules of round % are frozen', OLD.id USING ERRCODE = 'SB003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rounds_moves BEFORE UPDATE OR DELETE ON rounds_round
  FOR EACH ROW WHEN (OLD.state <> 'preparing') EXECUTE FUNCTION rounds_moves();

CREATE FUNCTION rounds_settings_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM rounds_round WHERE page_id = OLD.page_ptr_id AND state <> 'preparing') THEN
    RAISE EXCEPTION 'the rules of round % are frozen', OLD.public_id USING ERRCODE = 'SB003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rounds_settings_frozen BEFORE UPDATE ON rounds_roundpage FOR EACH ROW
  WHEN ((NEW.public_id, NEW.ideas_from, NEW.ideas_until, NEW.review_until, NEW.opens_at, NEW.closes_at,
         NEW.works_from, NEW.envelope, NEW.ballot_kind, NEW.minimum, NEW.maximum, NEW.counting_rule,
         NEW.counting_parameters, NEW.seed, NEW.eligibility, NEW.secrecy, NEW.agency_id)
        IS DISTINCT FROM
        (OLD.public_id, OLD.ideas_from, OLD.ideas_until, OLD.review_until, OLD.opens_at, OLD.closes_at,
         OLD.works_from, OLD.envelope, OLD.ballot_kind, OLD.minimum, OLD.maximum, OLD.counting_rule,
         OLD.counting_parameters, OLD.seed, OLD.eligibility, OLD.secrecy, OLD.agency_id))
  EXECUTE FUNCTION rounds_settings_frozen();

CREATE FUNCTION rounds_project_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  concerned bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.round_id ELSE OLD.round_id END;
BEGIN
  IF EXISTS (SELECT FROM rounds_round WHERE id = concerned AND state <> 'preparing') THEN
    RAISE EXCEPTION 'the projects of round % are frozen', concerned USING ERRCODE = 'SB003';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER rounds_project_frozen BEFORE INSERT OR UPDATE OR DELETE ON rounds_project
  FOR EACH ROW EXECUTE FUNCTION rounds_project_frozen();

CREATE FUNCTION rounds_result_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a certified result stands as it is' USING ERRCODE = 'SB003';
END $$;
CREATE TRIGGER rounds_result_stands BEFORE UPDATE OR DELETE ON rounds_result
  FOR EACH ROW EXECUTE FUNCTION rounds_result_stands();
"""

UNDO_STORES = """
SET LOCAL ROLE siang_roll;
DROP SCHEMA siang_roll CASCADE;
SET LOCAL ROLE siang_box;
DROP SCHEMA siang_box CASCADE;
RESET ROLE;
"""
BECOME_AGAIN = """
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
UNDO_FROZEN = """
DROP FUNCTION rounds_moves, rounds_settings_frozen, rounds_project_frozen, rounds_result_stands CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("rounds", "0001_initial")]
    operations = [
        migrations.RunSQL(BECOME + ROLL + BOX + GRANTS + LEAVE, BECOME_AGAIN + UNDO_STORES + LEAVE),
        migrations.RunSQL(FROZEN, UNDO_FROZEN),
    ]
