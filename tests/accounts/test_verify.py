"""Binding an account to a person: made, claimed, refreshed, refused."""

import dataclasses
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections

from accounts import actions, areas
from accounts.claims import Claims, ClaimsRefused, assurance_of, from_oidc
from accounts.identity import person_key
from accounts.models import AccessLog, Area, Assurance, Citizen, User
from accounts.refusals import Refused
from tests.factories.people import Cast, area, thai_number

NUMBER = thai_number(777)
SAID = Claims(NUMBER, "สมใจ", "ใจดี", date(1980, 3, 3), "500101", Assurance.CHECKED)


@pytest.fixture
def user(db: None) -> User:
    area("500101")
    Area.objects.get_or_create(code="00", defaults={"name": "ประเทศไทย", "name_en": "Thailand", "level": "country"})
    return User.objects.create_user("somjai@example.org", "x")


def test_it_works(user: User) -> None:
    citizen = actions.verify(user=user, claims=SAID, source="oidc:test")
    assert (citizen.full_name, citizen.area_id, citizen.user) == ("สมใจ ใจดี", "500101", user)
    assert (citizen.assurance, citizen.source) == (Assurance.CHECKED, "oidc:test")
    user.refresh_from_db()
    assert user.name == "สมใจ ใจดี"


def test_it_claims_the_person_whom_an_officer_registered(user: User, cast: Cast) -> None:
    registered = actions.register(officer=cast.counter, agency=cast.agency, claims=SAID)
    citizen = actions.verify(user=user, claims=SAID, source="oidc:test")
    assert citizen.pk == registered.pk
    assert (citizen.user, citizen.registered_by) == (user, cast.counter)


def test_it_refuses_a_person_with_another_account(user: User) -> None:
    actions.verify(user=user, claims=SAID, source="oidc:test")
    other = User.objects.create_user("other@example.org", "x")
    with pytest.raises(actions.IdentityTaken):
        actions.verify(user=other, claims=SAID, source="oidc:test")
    assert Citizen.objects.get().user == user


def test_it_refuses_an_account_with_another_person(user: User) -> None:
    actions.verify(user=user, claims=SAID, source="oidc:test")
    with pytest.raises(actions.IdentityTaken):
        actions.verify(user=user, claims=dataclasses.replace(SAID, number=thai_number(778)), source="oidc:test")
    assert Citizen.objects.get().given_name == "สมใจ"


def test_a_weaker_check_never_lowers_the_level(user: User, cast: Cast) -> None:
    actions.register(
        officer=cast.counter,
        agency=cast.agency,
        claims=dataclasses.replace(SAID, assurance=Assurance.DOCUMENT_SEEN),
    )
    citizen = actions.verify(user=user, claims=SAID, source="oidc:test")
    assert (citizen.assurance, citizen.source) == (Assurance.DOCUMENT_SEEN, "counter:opdc")


def test_moving_house_is_taken_over(user: User) -> None:
    actions.verify(user=user, claims=SAID, source="oidc:test")
    area("400101")
    moved = actions.verify(user=user, claims=dataclasses.replace(SAID, area="400101"), source="oidc:test")
    assert moved.area_id == "400101"


@pytest.mark.parametrize(("code", "found"), [("500199", "5001"), ("509999", "50"), ("", "00"), ("777777", "00")])
def test_an_unknown_area_becomes_the_smallest_known_one_around_it(code: str, found: str, user: User) -> None:
    citizen = actions.verify(user=user, claims=dataclasses.replace(SAID, area=code), source="oidc:test")
    assert citizen.area_id == found


def test_it_refuses_a_number_that_cannot_be_one(user: User) -> None:
    with pytest.raises(ClaimsRefused):
        actions.verify(user=user, claims=dataclasses.replace(SAID, number="1234567890123"), source="oidc:test")


def test_only_counter_officers_register_and_look_up(user: User, cast: Cast) -> None:
    for stranger in (cast.officer, cast.head, cast.moderator, user):
        with pytest.raises(Refused):
            actions.register(officer=stranger, agency=cast.agency, claims=SAID)
        with pytest.raises(Refused):
            actions.find(officer=stranger, agency=cast.agency, number=NUMBER)


def test_every_look_is_logged(cast: Cast) -> None:
    actions.register(officer=cast.counter, agency=cast.agency, claims=SAID)
    assert actions.find(officer=cast.counter, agency=cast.agency, number=NUMBER) is not None
    assert actions.find(officer=cast.counter, agency=cast.agency, number=thai_number(779)) is None
    assert list(AccessLog.objects.values_list("why", flat=True)) == ["searched", "registered"]


def test_the_number_is_nowhere_in_the_database(user: User, cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    actions.register(officer=cast.counter, agency=cast.agency, claims=SAID)
    actions.verify(user=user, claims=SAID, source="oidc:test")
    actions.find(officer=cast.counter, agency=cast.agency, number=NUMBER)
    assert NUMBER not in caplog.text
    assert NUMBER not in repr(SAID)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" AS one WHERE one::text LIKE %s', [f"%{NUMBER}%"])
            assert cursor.fetchone() == (0,), table
    assert apps.get_model("accounts", "Citizen").objects.filter(person_key=person_key(NUMBER)).exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_make_one_person() -> None:
    areas.load()
    users = [User.objects.create_user(f"u{number}@example.org", "x") for number in range(10)]
    start = Barrier(len(users))
    outcomes: list[str] = []

    def try_it(user: User) -> None:
        start.wait()
        try:
            actions.verify(user=user, claims=SAID, source="oidc:test")
            outcomes.append("bound")
        except actions.IdentityTaken:
            outcomes.append("taken")
        finally:
            connections.close_all()

    threads = [Thread(target=try_it, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["bound", *["taken"] * 9]
    assert Citizen.objects.count() == 1


WHOLE = {
    "pid": NUMBER,
    "given_name": "สมใจ",
    "family_name": "ใจดี",
    "birthdate": "1980-03-03",
    "address": {"subdistrict_code": "500101"},
    "ial": "2.2",
}


def test_claims_are_read() -> None:
    assert from_oidc(WHOLE) == SAID


@pytest.mark.parametrize("missing", ["pid", "given_name", "family_name", "birthdate"])
def test_claims_are_refused_without(missing: str) -> None:
    with pytest.raises(ClaimsRefused):
        from_oidc({name: value for name, value in WHOLE.items() if name != missing})


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1980-03-03", date(1980, 3, 3)),
        ("2523-03-03", date(1980, 3, 3)),
        ("1980", date(1980, 12, 31)),
        ("2523-02", date(1980, 2, 29)),
        ("2523-00-00", date(1980, 12, 31)),
    ],
)
def test_birth_dates_are_read_so_that_nobody_is_made_older(said: str, day: date) -> None:
    assert from_oidc(WHOLE | {"birthdate": said}).birth_date == day


@pytest.mark.parametrize("said", ["yesterday", "1980-13-01", "1980-02-30", "2099-01-01", "0"])
def test_birth_dates_that_cannot_be_are_refused(said: str) -> None:
    with pytest.raises(ClaimsRefused):
        from_oidc(WHOLE | {"birthdate": said})


@pytest.mark.parametrize(
    ("ial", "level"),
    [("", 1), ("1.1", 1), ("1.3", 1), ("nonsense", 1), ("2.1", 2), ("2.2", 2), ("2.3", 3), ("3", 3)],
)
def test_assurance_is_the_lowest_unless_said(ial: str, level: int) -> None:
    assert assurance_of(ial) == level


@pytest.mark.parametrize("address", [None, "a street", {}, {"subdistrict_code": "ชื่อ"}, {"subdistrict_code": None}])
def test_an_address_without_a_code_gives_no_area(address: Any) -> None:
    assert from_oidc(WHOLE | {"address": address}).area == ""
