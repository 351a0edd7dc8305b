"""A curious database administrator tries to find out who voted how (docs/ballot-secrecy.md)."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Session
from budgets.rounds.models import Round
from budgets.rounds.stores import keys, verbs
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import budgets as make
from tests.factories.people import PASSWORD, Cast, citizen, standing_cast

TABLES = ["siang_roll.voter", "siang_roll.round", "siang_box.ballot", "siang_box.round"]


@contextmanager
def administrator() -> Iterator[Any]:
    """A cursor that may read everything: the owner of the private server. Skips where there is none."""
    values = connection.get_connection_params()
    values.pop("cursor_factory", None)
    try:
        own = psycopg2.connect(host=values["host"], dbname=values["dbname"], user="postgres")
    except (psycopg2.OperationalError, KeyError):
        pytest.skip("needs the private PostgreSQL, whose administrator can sign in")
    try:
        with own.cursor() as cursor:
            yield cursor
    finally:
        own.close()


def rows(cursor: Any, statement: str) -> list[tuple[Any, ...]]:
    cursor.execute(statement)
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize("table", TABLES)
def test_the_sites_own_role_reads_and_writes_neither_store(db: None, table: str) -> None:
    assert refused(f"SELECT * FROM {table}")
    assert refused(f"DELETE FROM {table}")
    assert refused(f"COPY {table} TO STDOUT")


@pytest.mark.parametrize("role", ["siang_roll", "siang_box"])
def test_the_sites_own_role_cannot_become_a_store(db: None, role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        if int(cursor.fetchone()[0]) >= 160_000:
            assert refused(f"SET ROLE {role}")
        cursor.execute("SELECT pg_has_role(current_user, %s, 'USAGE')", [role])
        assert cursor.fetchone() == (False,)


def test_each_store_cannot_read_the_other(db: None) -> None:
    with connection.cursor() as cursor:
        for reader, other in (("siang_roll", "siang_box.ballot"), ("siang_box", "siang_roll.voter")):
            cursor.execute("SELECT has_table_privilege(%s, %s, 'SELECT')", [reader, other])
            assert cursor.fetchone() == (False,)
            cursor.execute("SELECT has_schema_privilege(%s, %s, 'USAGE')", [reader, other.partition(".")[0]])
            assert cursor.fetchone() == (False,)


def test_the_box_does_not_open_while_ballots_are_taken(cast: Cast) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    assert refused(f"SELECT * FROM siang_box.ballots('{round_.public_id}')")


@pytest.mark.django_db(transaction=True)
def test_before_the_close_neither_store_alone_says_who_voted_how() -> None:
    cast = standing_cast()
    round_ = make.opened(cast)
    make.vote(round_, cast.petitioner, ("P4",))
    with administrator() as cursor:
        roll = rows(cursor, f"SELECT * FROM siang_roll.voter WHERE round = '{round_.public_id}'")
        box = rows(cursor, f"SELECT * FROM siang_box.ballot WHERE round = '{round_.public_id}'")
    assert len(roll) == len(box) == 1
    assert "P4" not in repr(roll)
    person = {bytes(cast.petitioner.person_key), cast.petitioner.pk.bytes, str(cast.petitioner.pk)}
    seen = {bytes(v) if isinstance(v, memoryview) else v for row in (*roll, *box) for v in row}
    assert not person & seen
    tag, token = bytes(roll[0][1]), bytes(box[0][1])
    assert tag != token
    assert tag == keys.voter_tag(round_.public_id, cast.petitioner)  # only with the key
    assert token == keys.ballot_token(round_.public_id, tag)


def everything(cursor: Any) -> list[tuple[str, str, str]]:
    """Every row of every table that the administrator can read: table, writing transaction, content as text."""
    tables = rows(
        cursor,
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
        "WHERE relkind = 'r' AND nspname NOT IN ('pg_catalog', 'information_schema')",
    )
    found = [(table, *row) for (table,) in tables for row in rows(cursor, f"SELECT xmin::text, t::text FROM {table} t")]
    return [(table, transaction, content) for table, transaction, content in found if table != "accounts_area"]


def told_of(found: list[tuple[str, str, str]], names: set[str]) -> dict[str, set[str]]:
    """Which of `names` each transaction, and each row, wrote: keys are transactions and contents."""
    said: dict[str, set[str]] = {}
    for _table, written, content in found:
        if here := {name for name in names if name in content}:
            said.setdefault(written, set()).update(here)
            said.setdefault(content, set()).update(here)
    return said


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("secrecy", ["sealed", "open"])
def test_after_the_close_nothing_links_a_person_and_a_ballot(after_closing: Callable[[], None], secrecy: str) -> None:
    cast = standing_cast()
    round_ = make.opened(cast, secrecy=secrecy)
    people = [citizen() for _ in range(40)]
    for number, person in enumerate(people):
        make.vote(round_, person, ("P1",) if number < 20 else ("P2",))
    tags = [keys.voter_tag(round_.public_id, person) for person in people]
    columns = "choices, encode(token, 'hex'), commitment, receipt::text, encode(salt, 'hex')"
    box = f"SELECT {columns} FROM siang_box.ballot WHERE round = '{round_.public_id}' ORDER BY ctid"
    with administrator() as cursor:
        before = everything(cursor)
        ballots = {name for row in rows(cursor, box) for name in row[1:] if name}
    persons = {name for one in people for name in (str(one.pk), bytes(one.person_key).hex())}
    assert not told_of(before, persons).keys() & told_of(before, ballots).keys(), "before: no row, no transaction"
    assert told_of(before, {tag.hex() for tag in tags}).keys() & told_of(before, ballots).keys(), "it sees such links"
    after_closing()
    make.close(cast, round_)
    with administrator() as cursor:
        after = everything(cursor)
        left = rows(cursor, box)
    persons |= {tag.hex() for tag in tags}
    assert not told_of(after, persons).keys() & told_of(after, ballots).keys(), "after: not by the tags either"
    assert not any(tag.hex() in content for tag in tags for _table, _written, content in after), "the tags are gone"
    rewritten = [row for row in after if row[0].startswith(("siang_roll.voter_", "siang_box.ballot_"))]
    stores = {written for _table, written, content in rewritten if round_.public_id in content}
    assert len(stores) == 1, "one transaction wrote every row of both"
    assert len(left) == 40
    assert not ballots & {row[1] for row in left}, "new random names"
    assert {row[3] for row in left} == {None}, "no receipt is left"
    assert {row[2] is None for row in left} == {secrecy == "sealed"}, "openings only where they are public"
    assert [row[0] for row in left] != ['["P1"]'] * 20 + ['["P2"]'] * 20, "not in the order of casting"
    with pytest.raises(keys.KeysGone):
        keys.voter_tag(round_.public_id, people[0])


def test_both_keys_are_gone_after_the_close(cast: Cast, round_keys: Path, after_closing: Callable[[], None]) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    assert len(list(round_keys.iterdir())) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in round_keys.iterdir())
    after_closing()
    make.close(cast, round_)
    assert list(round_keys.iterdir()) == []
    seal_all()
    assert Entry.objects.filter(subject=round_.subject, kind="round.keys-destroyed").count() == 1


def test_the_record_has_only_a_commitment_and_a_day(cast: Cast) -> None:
    round_ = make.opened(cast)
    make.vote(round_, cast.petitioner, ("P4",))
    seal_all()
    document = json.loads(bytes(Entry.objects.get(kind="round.ballot").leaf))
    assert set(document["body"]) == {"commitment"}
    assert len(document["at"]) == len("2026-11-21")
    assert "P4" not in json.dumps(document)


def test_neither_session_nor_address_keeps_what_was_chosen(cast: Cast, client: Client) -> None:
    round_ = make.opened(cast)
    client.login(email="mali@example.org", password=PASSWORD)
    paper = client.get(reverse("rounds:ballot", args=[round_.public_id]))
    hidden = {name: paper.context["form"].initial[name] for name in ("form", "rules")}
    done = client.post(reverse("rounds:cast", args=[round_.public_id]), {**hidden, "choices": ["P4"]})
    assert done.status_code == 302
    assert "P4" not in done["Location"]
    assert Entry.objects.count() == 0
    assert all("P4" not in json.dumps(session.get_decoded()) for session in Session.objects.all())
    page = client.get(done["Location"])
    assert "P4" in page.content.decode()
    assert page["Cache-Control"].find("no-store") >= 0


def test_what_a_ballot_said_is_shown_to_its_voter_only_and_for_half_an_hour(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = make.opened(cast)
    client.login(email="mali@example.org", password=PASSWORD)
    address = reverse("rounds:cast", args=[round_.public_id])
    client.post(address, {"form": "x", "rules": round_.rules_hash, "choices": ["P4"]})
    done = reverse("rounds:done", args=[round_.public_id])
    assert "P4" in client.get(done).content.decode()
    cookie = {name: morsel.value for name, morsel in client.cookies.items() if name.startswith("ballot-")}
    other = Client()
    other.login(email="krit@example.org", password=PASSWORD)
    other.cookies.load(cookie)
    assert "P4" not in other.get(done).content.decode()
    monkeypatch.setattr("budgets.rounds.keepsake.SECONDS", -1)
    assert "P4" not in client.get(done).content.decode()


def test_live_figures_never_say_a_choice(cast: Cast) -> None:
    from realtime.live import topics

    round_ = make.opened(cast)
    make.vote(round_, cast.petitioner, ("P4",))
    seal_all()
    figures = topics.figures(f"round.{round_.public_id}")
    assert figures is not None
    assert figures["participants"] == 1
    assert "P4" not in json.dumps(figures)


def test_a_rewrite_needs_a_shut_store(cast: Cast) -> None:
    round_ = make.opened(cast)
    with pytest.raises(Exception, match="no rows"), transaction.atomic():
        verbs.rewrite(round_.public_id, keep_openings=False)
    assert Round.objects.get().state == "open"
