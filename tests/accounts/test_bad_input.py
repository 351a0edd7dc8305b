"""What people get wrong and what others try: a clear sentence each, in both languages, and nothing written."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import translation

from accounts import actions, areas, assisted, erasing
from accounts.claims import Claims
from accounts.identity import compact, person_key
from accounts.models import Assurance, Citizen, Membership, User
from accounts.registers import importing
from accounts.registers.models import Register
from petitions.models import Signature
from tests.factories import petitions as make
from tests.factories.people import PASSWORD, Cast, thai_number

NUMBER = thai_number(660_001)
SAID = Claims(NUMBER, "สมศรี", "มีสุข", date(1950, 6, 7), "500101", Assurance.DOCUMENT_SEEN)
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
WRONG = f"{NUMBER[:12]}{(int(NUMBER[12]) + 1) % 10}"


@pytest.fixture(autouse=True)
def _places(db: None) -> Any:
    areas.load()
    caches["limits"].clear()
    yield
    caches["limits"].clear()


def enter(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user, "accounts.backends.PasswordBackend")
    return client


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        NUMBER.translate(THAI),
        f"{NUMBER[0]}-{NUMBER[1:5]}-{NUMBER[5:10]}-{NUMBER[10:12]}-{NUMBER[12]}",
        f" {NUMBER[:4]} {NUMBER[4:]}\u00a0",
    ],
)
def test_it_works(typed: str) -> None:
    assert compact(typed) == NUMBER


@pytest.mark.parametrize(
    "typed", ["7/6/1950", "7/6/2493", "๗/๖/๒๔๙๓", "1950-06-07", "2493-06-07", "07.06.2493", "6/7/1950"]
)
def test_a_birth_date_of_either_era_is_the_same_day(cast: Cast, typed: str) -> None:
    enter(cast.counter).post("/en/account/counter/register/", card(cast, birth_date=typed))
    born = Citizen.objects.get(person_key=person_key(NUMBER)).birth_date
    assert born == (date(1950, 7, 6) if typed == "6/7/1950" else date(1950, 6, 7))


def test_day_and_month_swapped_are_put_right_where_only_one_reading_is_a_day(cast: Cast) -> None:
    enter(cast.counter).post("/en/account/counter/register/", card(cast, birth_date="6/17/2493"))
    assert Citizen.objects.get(person_key=person_key(NUMBER)).birth_date == date(1950, 6, 17)


def card(cast: Cast, **changes: str) -> dict[str, str]:
    said = {"agency": str(cast.agency.pk), "number": NUMBER, "given_name": "สมศรี", "family_name": "มีสุข"}
    return said | {"birth_date": "7/6/2493", "area": "500101", "consent": "on"} | changes


class Room:
    """Where one case plays."""

    def __init__(self, cast: Cast, language: str) -> None:
        self.cast, self.language = cast, language

    def url(self, path: str) -> str:
        return f"/{self.language}/{path}"

    def typed(self, **changes: str) -> str:
        """What the counter's form says."""
        answer = enter(self.cast.counter).post(self.url("account/counter/register/"), card(self.cast, **changes))
        return str(answer.content.decode())

    def helped(self) -> tuple[Client, str]:
        """A counter officer in the middle of helping somebody; the token of the page before."""
        actions.register(officer=self.cast.counter, agency=self.cast.agency, claims=SAID)
        client = enter(self.cast.counter)
        page = client.post(self.url("account/counter/"), {"agency": self.cast.agency.pk, "number": NUMBER})
        token = page.context["signed"]
        client.post(self.url("account/counter/assist/"), {"citizen": token, "consent": "on"})
        return client, token


def wrong_check_digit(room: Room) -> str:
    return room.typed(number=WRONG)


def too_few_digits(room: Room) -> str:
    return room.typed(number="๑๒๓")


def a_date_that_is_none(room: Room) -> str:
    return room.typed(birth_date="31/2/2493")


def a_date_to_come(room: Room) -> str:
    return room.typed(birth_date="1/1/2700")


def duplicated_row(room: Room) -> str:
    register = Register.objects.create(slug="roll", agency=room.cast.agency)
    line = f"{NUMBER},สมศรี,มีสุข,7/6/2493,500101"
    importing.bring_in(register, ["number,given_name,family_name,birth_date,area", line, line])
    return str(enter(room.cast.head).get(room.url("account/verify/register/imports/")).content.decode())


def officer_for_themselves(room: Room) -> str:
    actions.register(officer=room.cast.counter, agency=room.cast.agency, claims=SAID)
    Citizen.objects.filter(person_key=person_key(NUMBER)).update(user=room.cast.counter)
    client = enter(room.cast.counter)
    page = client.post(room.url("account/counter/"), {"agency": room.cast.agency.pk, "number": NUMBER})
    said = {"citizen": page.context["signed"], "consent": "on"}
    return str(client.post(room.url("account/counter/assist/"), said).content.decode())


def revoked_officers_open_tab(room: Room) -> str:
    petition = make.collecting(room.cast)
    client, _token = room.helped()
    Membership.objects.filter(user=room.cast.counter).delete()
    Citizen.objects.filter(pk=room.cast.stranger.pk).update(user=room.cast.counter)  # the officer is a citizen as well
    answer = client.post(room.url(f"petitions/{petition.public_id}/sign/"))
    assert answer.status_code == 409
    assert not Signature.objects.filter(citizen__in=[room.cast.stranger.pk]).exists()
    return str(answer.content.decode())


def a_tab_left_open_after_the_help(room: Room) -> str:
    petition = make.collecting(room.cast)
    client, _token = room.helped()
    client.post(room.url("account/counter/end/"))
    return str(client.post(room.url(f"petitions/{petition.public_id}/sign/")).content.decode())


def forged_token(room: Room) -> str:
    client, token = room.helped()
    said = {"citizen": f"{token[:-3]}abc", "consent": "on"}
    return str(client.post(room.url("account/counter/assist/"), said).content.decode())


def a_colleagues_token(room: Room) -> str:
    _client, token = room.helped()
    Membership.objects.create(user=room.cast.officer, agency=room.cast.agency, role="counter")
    said = {"citizen": token, "consent": "on"}
    return str(enter(room.cast.officer).post(room.url("account/counter/assist/"), said).content.decode())


def forged_identity_answer(room: Room) -> str:
    client = Client()
    client.get(room.url(""))
    client.cookies["django_language"] = room.language
    headers = {"Accept-Language": room.language}
    return str(client.get("/identity/dev/callback/?code=stolen&state=forged", headers=headers).content.decode())


def deleted_account_signs_in(room: Room) -> str:
    gone(room)
    said = {"login": "mali@example.org", "password": PASSWORD}
    return str(Client().post(room.url("account/login/"), said).content.decode())


def gone(room: Room) -> None:
    assert room.cast.petitioner.user
    erasing.leave(user=room.cast.petitioner.user, citizen=room.cast.petitioner)


def deleted_account_with_acts(room: Room) -> str:
    """Before leaving one reads what stays and why; afterwards the acts stand, and the account is nobody's."""
    petition = make.collecting(room.cast)
    client = enter(room.cast.petitioner.user)
    page = client.get(room.url("account/privacy/erase/"))
    gone(room)
    assert Citizen.objects.get(pk=room.cast.petitioner.pk).full_name  # the law wants initiators named until the end
    assert client.get(room.url("account/")).status_code == 302
    assert Client().get(room.url(f"petitions/{petition.public_id}/")).status_code == 200
    return str(page.content.decode())


CASES: list[tuple[Callable[[Room], str], str, str]] = [
    (wrong_check_digit, "หลักสุดท้าย", "its last digit does not fit"),
    (too_few_digits, "13 หลัก", "has 13 digits"),
    (a_date_that_is_none, "เช่น 17/5/2533", "Write the birth date as day/month/year"),
    (a_date_to_come, "วันที่นี้เป็นวันเกิดไม่ได้", "This cannot be a birth date."),
    (duplicated_row, "บรรทัดก่อนหน้า", "stands in an earlier line"),
    (officer_for_themselves, "ช่วยตนเองที่นี่ไม่ได้", "You cannot help yourself here"),
    (revoked_officers_open_tab, "การช่วยเหลือสิ้นสุดแล้ว", "The help has ended"),
    (a_tab_left_open_after_the_help, "การช่วยเหลือสิ้นสุดแล้ว", "The help has ended"),
    (forged_token, "ค้นหาบุคคลนี้อีกครั้ง", "Please look the person up again."),
    (a_colleagues_token, "ค้นหาบุคคลนี้อีกครั้ง", "Please look the person up again."),
    (forged_identity_answer, "เชื่อถือไม่ได้", "could not be trusted"),
    (deleted_account_signs_in, "ไม่ถูกต้อง", "not correct"),
    (deleted_account_with_acts, "จนกว่าเรื่องต่อไปนี้จะสิ้นสุด", "until these are over"),
]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(("case", "thai", "english"), CASES, ids=[case[0].__name__ for case in CASES])
def test_a_clear_sentence(case: Callable[[Room], str], thai: str, english: str, language: str, cast: Cast) -> None:
    page = case(Room(cast, language))
    assert f'<html lang="{language}"' in page
    assert (thai if language == "th" else english) in page
    assert page.count("<h1") == 1
    translation.activate("th")


def test_an_officer_leaves_counter_mode_by_hand(cast: Cast) -> None:
    client, _token = Room(cast, "en").helped()
    assert "You are in counter mode" in client.get("/en/account/leave-counter/").content.decode()
    client.post("/en/account/leave-counter/")
    assert client.get("/en/petitions/mine/").status_code == 302  # to verifying: this officer is no citizen here
    assert assisted.LASTS.total_seconds() == 600


def test_who_comes_back_meets_what_they_did(cast: Cast) -> None:
    """A person who left and verifies again within the year is the same: nothing can be done twice."""
    petition = make.collecting(cast)
    user = User.objects.create_user("somsri@example.org", "x")
    citizen = actions.verify(user=user, claims=SAID, source="oidc:test")
    make.sign(petition, citizen)
    erasing.leave(user=user, citizen=citizen)
    again = actions.verify(user=User.objects.create_user("new@example.org", "x"), claims=SAID, source="oidc:test")
    assert again.pk == citizen.pk
    assert (again.full_name, again.source) == ("สมศรี มีสุข", "oidc:test")
    assert Signature.objects.filter(citizen=again, withdrawn_at=None).count() == 1
