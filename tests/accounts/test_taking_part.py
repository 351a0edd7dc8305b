"""Who may take part in a process, and why: for everybody, for oneself, for somebody imagined by an officer."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts import eligibility
from accounts.eligibility import Rules
from accounts.models import AccessLog, Area, Assurance, Citizen
from accounts.refusals import NotEligible
from accounts.taking_part import processes
from accounts.taking_part.processes import Process
from tests.factories.people import Cast, citizen

RULES = Rules(minimum_age=18, areas=("50",), assurance=Assurance.CHECKED)
PAGE = "/en/who/test/one/"


@pytest.fixture(autouse=True)
def _process(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    Area.objects.get_or_create(code="00", defaults={"name": "ประเทศไทย", "name_en": "Thailand", "level": "country"})
    found = Process("A round of trees", "/en/rounds/trees/", "Voting", RULES, "The town set them.")
    monkeypatch.setitem(processes._finders, "test", lambda public_id: found if public_id == "one" else None)


def enter(client: Client, user: Any) -> None:
    client.force_login(user, "accounts.backends.PasswordBackend")


def test_it_works(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(4):
        answer = client.get(PAGE)
    page = answer.content.decode()
    for words in ("At least 18 years old", "Registered in: Area 50", "Identity: checked", "The town set them."):
        assert words in page
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "อายุไม่ต่ำกว่า 18 ปี" in client.get(PAGE.replace("/en/", "/th/")).content.decode()


@pytest.mark.parametrize("path", ["/en/who/test/two/", "/en/who/nothing/one/"])
def test_what_is_not_there_is_not_found(path: str, client: Client) -> None:
    assert client.get(path).status_code == 404


def test_it_says_the_same_as_the_act(client: Client, cast: Cast) -> None:
    for person in (cast.petitioner, cast.stranger):
        enter(client, person.user)
        said = client.get(f"{PAGE}me/").context["verdict"].allowed
        assert said is eligibility.check(RULES, person).allowed


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"age": "18", "area": "5001", "assurance": "2"}, []),
        ({"age": "17", "area": "500101", "assurance": "2"}, ["too-young"]),
        ({"age": "17", "area": "90", "assurance": "1"}, ["too-young", "other-area", "assurance"]),
        ({"birth_date": "๑/๑/๒๕๓๓", "area": "500101", "assurance": "2"}, []),
        ({"age": "40", "area": "500101", "assurance": "0"}, ["not-verified"]),
        ({"age": "40", "area": "500101", "assurance": "2", "expired": "on"}, ["expired"]),
        ({"age": "40", "area": "00", "assurance": "3"}, ["other-area"]),
    ],
)
def test_an_officer_asks_about_somebody_imagined(said: Any, codes: list[str], client: Client, cast: Cast) -> None:
    from tests.factories.people import area

    area("900101")
    enter(client, cast.officer)
    before = (Citizen.objects.count(), AccessLog.objects.count())
    answer = client.post(f"{PAGE}imagined/", said)
    assert answer.status_code == 200, answer.context["form"].errors
    assert [reason.code for reason in answer.context["verdict"].reasons] == codes
    assert (Citizen.objects.count(), AccessLog.objects.count()) == before


@pytest.mark.parametrize("said", [{}, {"area": "500101"}, {"age": "x", "area": "500101"}, {"age": "9", "area": "77"}])
def test_it_says_what_is_wrong_beside(said: dict[str, str], client: Client, cast: Cast) -> None:
    enter(client, cast.officer)
    assert client.post(f"{PAGE}imagined/", {"assurance": "2"} | said).status_code == 422


def test_the_simulator_is_for_officers(client: Client, cast: Cast) -> None:
    enter(client, cast.petitioner.user)
    assert client.get(f"{PAGE}imagined/").status_code == 403


def test_a_check_that_is_too_old_is_told_with_the_way_to_renew(client: Client, settings: Any) -> None:
    person = citizen("เก่า", "แก่", email="old@example.org")
    Citizen.objects.filter(pk=person.pk).update(
        verified_at=timezone.now() - timedelta(days=365 * settings.ASSURANCE_YEARS, hours=1)
    )
    person.refresh_from_db()
    with pytest.raises(NotEligible) as refusal:
        eligibility.require(RULES, person)
    assert "too long ago" in str(refusal.value.reasons[0])
    assert refusal.value.next_url.endswith("/account/verify/")
    enter(client, person.user)
    assert f"/en/account/verify/?next={PAGE}me/" in client.get(f"{PAGE}me/").content.decode()
    assert "Verify again" in client.get("/en/account/").content.decode()
    assert eligibility.check(Rules(), person).allowed  # what one may state by oneself needs no check


def test_an_age_measured_on_a_day_names_the_day(cast: Cast) -> None:
    (age, *_rest) = eligibility.conditions(Rules(minimum_age=18, age_on=date(2027, 1, 1)))
    assert age.day == date(2027, 1, 1)
