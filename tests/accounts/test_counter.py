"""Counter mode: find, register, act for somebody."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from accounts import acts, areas
from accounts.identity import person_key
from accounts.models import AccessLog, Assurance, Citizen, Membership, Role, User
from tests.factories.people import Cast, agency, thai_number

NUMBER = thai_number(4242)


@pytest.fixture(autouse=True)
def _places(db: None) -> None:
    areas.load()


def enter(client: Client, user: User) -> None:
    client.force_login(user, "accounts.backends.PasswordBackend")


def card(cast: Cast, **changes: str) -> dict[str, str]:
    said = {
        "agency": str(cast.agency.pk),
        "number": NUMBER,
        "given_name": "สมศรี",
        "family_name": "มีสุข",
        "birth_date": "1950-06-07",
        "area": "500101",
        "consent": "on",
    }
    return said | changes


def test_it_works(client: Client, cast: Cast) -> None:
    enter(client, cast.counter)
    unknown = client.post("/en/account/counter/", {"agency": cast.agency.pk, "number": NUMBER})
    assert "Register a person" in unknown.content.decode()
    person = client.post("/en/account/counter/register/", card(cast))
    assert person.context["citizen"].full_name == "สมศรี มีสุข"
    client.post("/en/account/counter/assist/", {"citizen": person.context["signed"], "consent": "on"})
    page = client.get("/en/account/counter/").content.decode()
    assert "You are acting for สมศรี มีสุข" in page
    client.post("/en/account/counter/end/")
    assert "You are acting for" not in client.get("/en/account/counter/").content.decode()
    citizen = Citizen.objects.get(person_key=person_key(NUMBER))
    assert (citizen.assurance, citizen.source) == (Assurance.DOCUMENT_SEEN, "counter:opdc")
    assert citizen.registered_by == cast.counter
    assert citizen.consent_at is not None
    assert list(AccessLog.objects.values_list("why", flat=True)) == ["assisted", "registered"]


@pytest.mark.parametrize("path", ["", "register/"])
def test_others_are_kept_out(path: str, client: Client, cast: Cast) -> None:
    for user in (cast.officer, cast.head, cast.moderator, cast.petitioner.user):
        assert user
        enter(client, user)
        assert client.get(f"/th/account/counter/{path}").status_code == 403


def test_it_finds_nobody_for_a_counter_of_another_agency(client: Client, cast: Cast) -> None:
    enter(client, cast.counter)
    other = agency("other", "หน่วยงานอื่น")
    answer = client.post("/en/account/counter/", {"agency": other.pk, "number": NUMBER})
    assert "error-summary" in answer.content.decode()
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "123"),
        ("number", "1234567890123"),
        ("birth_date", "2099-01-01"),
        ("birth_date", "long ago"),
        ("area", "123456"),
        ("area", "50"),
        ("given_name", ""),
        ("consent", ""),
    ],
)
def test_it_says_what_is_wrong_beside(field: str, value: str, client: Client, cast: Cast) -> None:
    enter(client, cast.counter)
    answer = client.post("/en/account/counter/register/", card(cast, **{field: value}))
    assert list(answer.context["form"].errors) == [field]
    assert not Citizen.objects.filter(person_key=person_key(NUMBER)).exists()


def test_it_understands_years_of_the_buddhist_era(client: Client, cast: Cast) -> None:
    enter(client, cast.counter)
    client.post("/en/account/counter/register/", card(cast, birth_date="2493-06-07"))
    assert Citizen.objects.get(person_key=person_key(NUMBER)).birth_date.isoformat() == "1950-06-07"


def test_it_takes_no_forged_or_foreign_person(client: Client, cast: Cast) -> None:
    enter(client, cast.counter)
    assert client.post("/en/account/counter/assist/", {"citizen": str(cast.stranger.pk)}).status_code == 409
    person = client.post("/en/account/counter/register/", card(cast))
    Membership.objects.filter(user=cast.counter).delete()
    Membership.objects.create(user=cast.counter, agency=agency("other", "หน่วยงานอื่น"), role=Role.COUNTER)
    answer = client.post("/en/account/counter/assist/", {"citizen": person.context["signed"], "consent": "on"})
    assert answer.status_code == 404


def test_an_officer_does_not_assist_themselves(client: Client, cast: Cast) -> None:
    enter(client, cast.counter)
    client.post("/en/account/counter/register/", card(cast))
    Citizen.objects.filter(person_key=person_key(NUMBER)).update(user=cast.counter)
    person = client.post("/en/account/counter/", {"agency": cast.agency.pk, "number": NUMBER})
    assert (
        client.post("/en/account/counter/assist/", {"citizen": person.context["signed"], "consent": "on"}).status_code
        == 403
    )


def test_the_receipt_lists_what_was_done_and_opens_once(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "_providers", [_one_act])
    enter(client, cast.counter)
    person = client.post("/en/account/counter/register/", card(cast))
    client.post("/en/account/counter/assist/", {"citizen": person.context["signed"], "consent": "on"})
    receipt = client.post("/en/account/counter/end/").content.decode()
    for words in ("สมศรี มีสุข", "Signed: a petition", "Test Office"):
        assert words in receipt
    assert client.post("/en/account/counter/end/").status_code == 302


def _one_act(_citizen: Citizen) -> list[acts.Act]:
    return [acts.Act("Signed: a petition", "/en/x/", timezone.now())]


def test_an_officer_looks_up_sixty_people_an_hour(client: Client, cast: Cast) -> None:
    caches["limits"].clear()
    enter(client, cast.counter)
    said = {"agency": cast.agency.pk, "number": NUMBER}
    assert {client.post("/en/account/counter/", said).status_code for _ in range(60)} == {200}
    assert client.post("/en/account/counter/", said).status_code == 429
    caches["limits"].clear()


def test_heads_see_the_work_of_officers_and_nobody_they_served(client: Client, cast: Cast) -> None:
    enter(client, cast.counter)
    client.post("/en/account/counter/register/", card(cast))
    client.post("/en/account/counter/", {"agency": cast.agency.pk, "number": NUMBER})
    assert client.get("/en/account/counter/overview/").status_code == 403
    enter(client, cast.head)
    page = client.get("/en/account/counter/overview/")
    (row,) = page.context["rows"]
    assert (row.officer, row.searched, row.registered, row.helped, row.people) == ("counter", 1, 1, 0, 1)
    assert "สมศรี" not in page.content.decode()
