"""Consent for each purpose, with its history; the drill for a breach with its clock."""

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from accounts import actions, areas, erasing
from accounts.claims import Claims
from accounts.models import Assurance, Channel, Citizen, User
from accounts.notices.models import Choice, Pace
from accounts.rights import consents
from accounts.rights.models import Breach, Consent
from tests.factories.people import Cast, thai_number

PAGE = "/en/account/privacy/consents/"
SAID = Claims(thai_number(770_001), "สมใจ", "ใจดี", date(1980, 3, 3), "500101", Assurance.CHECKED)
# A changed text is a new version: change both here, so that nobody is held to words they never saw.
TEXTS = {"verified": ("2569-1", "ba0c33b96b180c7d"), "mail": ("2569-1", "8f9e03537a3c1931")}


def enter(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user, "accounts.backends.PasswordBackend")
    return client


def said_of(whose: Any) -> list[tuple[str, bool, str]]:
    return [(one.purpose, one.given, one.channel) for one in whose.consents.order_by("id")]


def test_it_works(cast: Cast) -> None:
    client = enter(cast.petitioner.user)
    assert "You have not been asked yet" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}mail/", {"given": "yes"})
    client.post(f"{PAGE}mail/", {"given": "no"})
    page = client.get(PAGE).content.decode()
    assert "You said no" in page
    assert page.count("text 2569-1") == 2
    assert said_of(cast.petitioner.user) == [("mail", True, "online"), ("mail", False, "online")]
    assert Choice.objects.get(user=cast.petitioner.user).pace == Pace.NEVER


def test_a_pace_chosen_elsewhere_is_a_yes_or_a_no(cast: Cast) -> None:
    user = cast.petitioner.user
    assert user is not None
    for pace in (Pace.WEEKLY, Pace.AT_ONCE, Pace.NEVER, Pace.NEVER):
        Choice.objects.update_or_create(user=user, defaults={"pace": pace})
    assert [given for _purpose, given, _channel in said_of(user)] == [True, False]


def test_verifying_is_a_yes_once_and_leaving_a_no(cast: Cast) -> None:
    areas.load()
    user = User.objects.create_user("somjai@example.org", "x")
    for _again in range(2):
        citizen = actions.verify(user=user, claims=SAID, source="oidc:test")
    assert said_of(citizen) == [("verified", True, "online")]
    assert "You said yes" in enter(user).get(PAGE).content.decode()
    erasing.leave(user=user, citizen=citizen)
    assert said_of(citizen)[1:] == [("verified", False, "online")]


def test_a_yes_at_the_counter_names_the_officer(cast: Cast) -> None:
    areas.load()
    citizen = actions.register(officer=cast.counter, agency=cast.agency, claims=SAID)
    kept = Consent.objects.get(citizen=citizen)
    assert (kept.channel, kept.by, kept.given) == (Channel.COUNTER, cast.counter, True)


def test_a_new_text_is_asked_anew(cast: Cast) -> None:
    user = cast.petitioner.user
    assert user is not None
    Consent.objects.create(user=user, purpose="mail", version="2568-1", given=True)
    (mail,) = [one for one in consents.answers(user, None) if one.purpose.code == "mail"]
    assert mail.outdated
    assert "to an earlier text 2568-1" in enter(user).get(PAGE).content.decode()
    consents.record("mail", given=True, user=user)
    assert Consent.objects.filter(user=user).count() == 2


def test_a_changed_text_has_a_new_version() -> None:
    with translation.override("th"):
        now = {
            code: (purpose.version, hashlib.sha256(f"{purpose.text}".encode()).hexdigest()[:16])
            for code, purpose in consents.PURPOSES.items()
        }
    assert now == TEXTS


def test_withdrawing_the_identity_leads_to_leaving(cast: Cast) -> None:
    answer = enter(cast.petitioner.user).post(f"{PAGE}verified/")
    assert answer["Location"] == "/en/account/privacy/erase/"


def test_the_download_has_consents_helps_and_devices(cast: Cast) -> None:
    client = enter(cast.petitioner.user)
    client.post(f"{PAGE}mail/", {"given": "yes"})
    document = client.get("/en/account/privacy/my-data.json").json()
    assert document["consents"][0]["purpose"] == "mail"
    assert {"helps", "devices", "looks", "acts", "held"} <= document.keys()


def breach(cast: Cast, **changes: Any) -> dict[str, Any]:
    known = timezone.localtime(timezone.now() - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    said = {"agency": cast.agency.pk, "drill": "on", "known_at": known, "happened": "A backup lay open."}
    return said | {"kinds": ["people", "accounts"], "people": "1200", "high_risk": "on"} | changes


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_drill_has_its_clock_and_its_drafts(cast: Cast, language: str) -> None:
    client = enter(cast.head)
    address = client.post(f"/{language}/account/breaches/", breach(cast))["Location"]
    made = Breach.objects.get()
    assert made.due_at - made.known_at == timedelta(hours=72)
    page = client.get(address).content.decode()
    draft = "gives notice of a breach" if language == "en" else "ขอแจ้งเหตุการละเมิดข้อมูลส่วนบุคคล"
    for words in (draft, "A backup lay open.", "1,200", "AES-256-GCM"):
        assert words in page
    for step in ("office", "people", "close", "office"):
        client.post(f"{address}{step}/")
    made.refresh_from_db()
    assert made.told_office_at
    assert made.told_people_at
    assert made.closed_at
    assert not made.late


def test_after_72_hours_it_is_late(cast: Cast) -> None:
    early = timezone.now() - timedelta(hours=73)
    made = Breach.objects.create(agency=cast.agency, known_at=early, happened="x")
    assert made.late
    assert "late" in enter(cast.head).get("/en/account/breaches/").content.decode()


@pytest.mark.parametrize(
    "changes", [{"known_at": "2099-01-01T10:00"}, {"happened": ""}, {"kinds": []}, {"agency": "0"}]
)
def test_it_says_what_is_wrong_beside(cast: Cast, changes: dict[str, Any]) -> None:
    assert enter(cast.head).post("/en/account/breaches/", breach(cast, **changes)).status_code == 422
    assert not Breach.objects.exists()


def test_others_see_no_breach(cast: Cast) -> None:
    made = Breach.objects.create(agency=cast.agency, known_at=timezone.now(), happened="x")
    for user in (cast.officer, cast.counter, cast.moderator, cast.petitioner.user):
        client = enter(user)
        assert client.get("/en/account/breaches/").status_code == 403
        assert client.get(f"/en/account/breaches/{made.pk}/").status_code == 403
        assert client.post(f"/en/account/breaches/{made.pk}/close/").status_code == 403
    assert Citizen.objects.exists()
