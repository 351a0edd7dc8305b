"""Personal columns are sealed at rest: nothing of a person can be read in the database or the logs."""

import secrets
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.test import Client

from accounts import actions, resealing, sealing
from accounts.checks import personal_keys
from accounts.claims import Claims
from accounts.models import Assurance, Citizen, User
from tests.factories.people import Cast, area, citizen, thai_number
from tests.work import steps

PLANTED = Claims(thai_number(90909), "พยานพิรุณ", "ซ่อนเร้นลักษณ์", date(1971, 8, 29), "500101", Assurance.CHECKED)
SECRETS = (PLANTED.number, PLANTED.given_name, PLANTED.family_name, "1971-08-29", "1971, 8, 29", "2514-08-29")


def stored(column: str, table: str = "accounts_citizen") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY 1 LIMIT 1")
        return bytes(cursor.fetchone()[0])


def test_it_works(db: None) -> None:
    one = citizen("มานี", "มีนา", born=date(1999, 12, 31))
    again = Citizen.objects.get(pk=one.pk)
    assert (again.full_name, again.birth_date) == ("มานี มีนา", date(1999, 12, 31))
    assert stored("given_name").startswith(sealing.newest_prefix())
    assert "มานี".encode() not in stored("given_name")


def test_a_value_sealed_twice_looks_different_both_times() -> None:
    assert sealing.seal("มานี", "a.b") != sealing.seal("มานี", "a.b")


def test_names_of_like_length_take_the_same_room() -> None:
    assert len(sealing.seal("มี", "a.b")) == len(sealing.seal("มานี", "a.b"))


def test_a_changed_or_moved_value_does_not_open() -> None:
    sealed = sealing.seal("มานี", "a.b")
    for bad, place in [(sealed[:-1] + bytes([sealed[-1] ^ 1]), "a.b"), (sealed, "a.c"), (b"\x02" + sealed[1:], "a.b")]:
        with pytest.raises(sealing.CannotOpen) as caught:
            sealing.unseal(bad, place)
        assert "มานี" not in str(caught.value)


def test_people_cannot_be_searched_by_a_sealed_column(db: None) -> None:
    for search in ({"given_name": "มานี"}, {"birth_date__year": 1999}, {"family_name__contains": "ม"}):
        with pytest.raises(FieldError):
            Citizen.objects.filter(**search).exists()


def test_a_new_key_is_taken_into_use_and_the_old_one_goes(db: None, settings: Any) -> None:
    old, new = settings.PERSONAL_KEYS, secrets.token_hex(32)
    one = citizen("มานี", "มีนา")
    settings.PERSONAL_KEYS = f"{new},{old}"
    assert Citizen.objects.get(pk=one.pk).given_name == "มานี"
    field = next(field for field in resealing.columns() if field.column == "given_name")
    assert resealing.waiting(field) == 1
    for column in resealing.columns():
        list(resealing.reseal(column))
        assert resealing.waiting(column) == 0
    settings.PERSONAL_KEYS = new
    assert Citizen.objects.get(pk=one.pk).full_name == "มานี มีนา"
    settings.PERSONAL_KEYS = old
    with pytest.raises(sealing.CannotOpen):
        _ = Citizen.objects.get(pk=one.pk).given_name


def test_every_personal_column_is_among_the_sealed_ones() -> None:
    places = {field.place for field in resealing.columns()}
    assert {f"accounts_citizen.{name}" for name in ("given_name", "family_name", "birth_date")} <= places
    assert "accounts_user.name" in places


def test_a_site_with_half_a_key_or_the_person_key_does_not_start(settings: Any) -> None:
    assert personal_keys() == []
    for bad in ("", "ab", f"{secrets.token_hex(32)},", settings.PERSON_KEY):
        settings.PERSONAL_KEYS = bad
        assert [found.id for found in personal_keys()] == ["siang.E010"]


def test_reading_a_name_again_derives_no_key_again() -> None:
    sealed = sealing.seal("พยานพิรุณ", "a.b")
    sealing.unseal(sealed, "a.b")
    assert steps(lambda: [sealing.unseal(sealed, "a.b") for _ in range(1_000)]) < 40_000


@pytest.mark.django_db(transaction=True)
def test_nothing_planted_is_in_a_dump_of_the_database_or_in_the_logs(
    client: Client, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    area("500101")
    user = User.objects.create_user("planted@example.org", "x")
    person = actions.verify(user=user, claims=PLANTED, source="oidc:test")
    client.force_login(user, "accounts.backends.PasswordBackend")
    for page in ("/th/account/", "/th/account/privacy/", "/th/account/verify/", "/th/account/nowhere/"):
        client.get(page)
    with pytest.raises(FieldError):
        Citizen.objects.get(given_name=PLANTED.given_name)
    dump = _dump()
    assert person.pk.hex in dump.replace(b"-", b"").decode(errors="replace")  # it is a dump of these rows
    heard = caplog.text + "".join(capfd.readouterr())
    for secret in SECRETS:
        assert secret.encode() not in dump, secret
        assert secret.encode().hex().encode() not in dump, secret
        assert secret not in heard, secret


def test_a_fault_says_nothing_of_the_person(cast: Cast) -> None:
    assert "มะลิ" not in repr(PLANTED)
    assert PLANTED.given_name not in repr(Citizen(given_name=PLANTED.given_name, family_name="ก"))


def _dump() -> bytes:
    """Every table as `pg_dump` would write it: the rows of COPY."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT one::text FROM "{table}" AS one')
            parts += [row[0].encode() for row in cursor.fetchall()]
    return b"\n".join(parts)
