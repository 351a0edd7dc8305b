"""Near me, now: a place and an interest without signing in; remembered for who is signed in; news of what begins."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts import acts
from accounts.acts import Act
from accounts.notices import following
from accounts.notices.models import Notice
from cms import processes
from cms.models import Nearby
from cms.processes import Card, Kind
from config import newsroom
from realtime.record.projections import Sealed
from tests.factories import people
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db
CARD = Card("try", "a", "เรื่องเปิด", "สรุป", "/th/try/a/", "สำนักงานทดสอบ", "ลงชื่อ", areas=("5001",), agency_slug="x")


@pytest.fixture
def cards() -> Iterator[list[Card]]:
    shown: list[Card] = []
    people.area("500101")
    processes.register(Kind("try", "ลอง", lambda: shown, lambda _id: CARD))
    yield shown
    del processes._kinds["try"]


@pytest.mark.parametrize(
    ("question", "seen"),
    [
        ("?province=50", True),
        ("?province=50&district=5001", True),
        ("?province=50&district=5002", False),
        ("?province=90", False),
        ("?province=90&district=5001", False),
        ("?interest=health", True),
        ("?interest=work", False),
        ("?interest=try", True),
        ("?interest=nothing", True),
        ("?province=%00&interest=%00", True),
    ],
)
def test_it_works(client: Client, cards: list[Card], question: str, *, seen: bool) -> None:
    people.area("500201")
    cards.append(replace(CARD, topics=("health",)))
    answer = client.get(f"/th/{question}")
    assert ("เรื่องเปิด" in answer.text) is seen
    assert "Set-Cookie" not in answer.headers


def test_what_closes_within_a_week_stands_first(client: Client, cards: list[Card]) -> None:
    now = timezone.now()
    cards += [replace(CARD, title="ปิดช้า", closes_at=now + timedelta(days=8))]
    assert "จะปิดภายในเจ็ดวัน" not in client.get("/th/").text
    cards += [replace(CARD, title="ปิดเร็ว", closes_at=now + timedelta(days=6))]
    text = client.get("/th/").text
    assert text.index("จะปิดภายในเจ็ดวัน") < text.index("ปิดเร็ว") < text.index("ปิดช้า")


def test_a_place_is_remembered_apart_from_the_shared_page(
    client: Client, cast: Cast, cards: list[Card], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cards += [CARD, replace(CARD, title="สงขลา", areas=("90",))]
    user = cast.petitioner.user
    assert user is not None
    client.force_login(user)
    assert client.post("/th/account/near/", {"province": "50", "interest": "try"}).status_code == 302
    kept = Nearby.objects.get(user=user)
    assert (kept.area_id, kept.interest) == ("50", "try")
    with django_assert_max_num_queries(30):
        text = client.get("/th/account/near/").text
    assert "เรื่องเปิด" in text
    assert "สงขลา" not in text
    shared = client.get("/th/")
    assert "สงขลา" in shared.text
    assert shared.text == Client().get("/th/").text


def test_strangers_are_led_to_sign_in(client: Client) -> None:
    assert client.get("/th/account/near/").status_code == 302


def test_what_became_of_my_acts_stands_beside_them(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Act("ความเห็นของฉัน", "/th/x/", timezone.now(), what="comment", key="7")
    monkeypatch.setattr(acts, "_providers", [lambda _citizen: [mine]])
    monkeypatch.setattr(acts, "_outcomes", {"comment": lambda keys: dict.fromkeys(keys, "รับข้อเสนอแล้ว")})
    assert cast.petitioner.user is not None
    client.force_login(cast.petitioner.user)
    assert "รับข้อเสนอแล้ว" in client.get("/th/account/near/").text


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ("area/50", 1), ("area/5001", 1), ("area/500101", 1), ("area/5002", 0), ("area/00", 0), ("agency/x", 1),
        ("agency/y", 0), ("try/a", 0),
    ],
)  # fmt: skip
def test_who_follows_a_place_or_an_agency_hears_of_what_begins_there(
    cast: Cast, cards: list[Card], about: str, told: int
) -> None:
    assert cast.petitioner.user is not None
    following.follow(user=cast.petitioner.user, about=about)
    entry = Sealed(1, uuid.uuid4(), "round.opened", "try/a", {"body": {}})
    newsroom._announce(entry)
    newsroom._announce(entry)
    assert Notice.objects.filter(user=cast.petitioner.user).count() == told
