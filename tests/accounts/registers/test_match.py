"""Verifying by number and birth date: found together or not at all, few tries, nothing to learn from a refusal."""

from datetime import date

import pytest
from django.core.cache import caches
from django.test import Client

from accounts.models import Assurance, Citizen, User
from accounts.refusals import TooMany
from accounts.registers import importing, matching
from accounts.registers.models import Register
from tests.factories.people import Cast, agency, area, thai_number

NUMBER = thai_number(31_000)
BORN = date(1990, 5, 17)
URL = "/en/account/verify/register/"


@pytest.fixture(autouse=True)
def _roll(db: None) -> None:
    caches["limits"].clear()
    area("500101")
    roll = Register.objects.create(slug="roll", agency=agency())
    lines = ["number,given_name,family_name,birth_date,area", f"{NUMBER},สมปอง,มั่นคง,17/5/2533,500101"]
    importing.bring_in(roll, lines)


@pytest.fixture
def user(client: Client) -> User:
    user = User.objects.create_user("sompong@example.org", "x")
    client.force_login(user, "accounts.backends.PasswordBackend")
    return user


def test_it_works(client: Client, user: User) -> None:
    assert URL in client.get("/en/account/verify/").content.decode()
    answer = client.post(URL, {"number": NUMBER, "birth_date": "17/5/2533", "next": "/en/petitions/"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/petitions/")
    citizen = Citizen.objects.get(user=user)
    assert (citizen.full_name, citizen.birth_date, citizen.area_id) == ("สมปอง มั่นคง", BORN, "500101")
    assert (citizen.assurance, citizen.source) == (Assurance.CHECKED, "register:roll")


def test_a_wrong_birth_date_and_an_unknown_number_look_the_same(client: Client, user: User) -> None:
    pages = []
    for number, born in [(NUMBER, "18/5/2533"), (thai_number(31_001), "17/5/2533")]:
        answer = client.post(URL, {"number": number, "birth_date": born})
        assert answer.status_code == 422
        pages.append(str(answer.context["form"].non_field_errors()))
    assert pages[0] == pages[1]
    assert not Citizen.objects.filter(user=user).exists()


def test_an_account_has_five_tries_an_hour(client: Client, user: User) -> None:
    for serial in range(5):
        client.post(URL, {"number": thai_number(32_000 + serial), "birth_date": "17/5/2533"})
    assert client.post(URL, {"number": NUMBER, "birth_date": "17/5/2533"}).status_code == 429
    assert not Citizen.objects.filter(user=user).exists()


def test_one_person_is_guessed_at_ten_times_an_hour_over_all_accounts() -> None:
    for attempt in range(matching.TRIES_AT_PERSON):
        guesser = User.objects.create_user(f"guesser{attempt}@example.org", "x")
        with pytest.raises(matching.NoMatch):
            matching.verify(user=guesser, number=NUMBER, birth_date=date(1980, 1, 1 + attempt))
    last = User.objects.create_user("last@example.org", "x")
    with pytest.raises(TooMany):
        matching.verify(user=last, number=NUMBER, birth_date=BORN)


def test_a_register_may_be_for_paper_only(client: Client, user: User) -> None:
    Register.objects.update(verifies=False)
    assert client.get(URL).status_code == 404
    with pytest.raises(matching.NoMatch):
        matching.verify(user=user, number=NUMBER, birth_date=BORN)


@pytest.mark.parametrize(("number", "born", "field"), [("12", "17/5/2533", "number"), (NUMBER, "soon", "birth_date")])
def test_it_says_what_is_wrong_beside(client: Client, user: User, number: str, born: str, field: str) -> None:
    answer = client.post(URL, {"number": number, "birth_date": born})
    assert list(answer.context["form"].errors) == [field]


def test_strangers_sign_in_first(client: Client) -> None:
    assert client.get(URL).status_code == 302


def test_heads_and_auditors_see_the_imports_of_their_agencies(client: Client, cast: Cast) -> None:
    client.force_login(cast.head, "accounts.backends.PasswordBackend")
    page = client.get(f"{URL}imports/").content.decode()
    assert "Buddhist era" in page
    client.force_login(cast.moderator, "accounts.backends.PasswordBackend")
    assert client.get(f"{URL}imports/").status_code == 403
