"""What the home page shows: near me, now. The same for everybody who asks for the same place and interest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.models import Area
from cms import processes
from cms.processes import Card

ANSWERED, NEWS, SHOWN = 4, 4, 24
SOON = timedelta(days=7)
LEVELS = {2, 4, 6}  # digits of the code of a province, a district, a subdistrict


@dataclass(frozen=True)
class Wish:
    """A place by its official code (empty: the whole country) and an interest: a kind or a topic (empty: all)."""

    area: str = ""
    interest: str = ""


def asked(question: Mapping[str, str]) -> Wish:
    """What an address asks for: `?province=50&district=5001&interest=health`; anything strange is no wish."""
    province, district = question.get("province", ""), question.get("district", "")
    area = district if province and district.startswith(province) else province or district
    known = area.isascii() and area.isdigit() and len(area) in LEVELS
    interest = question.get("interest", "")
    return Wish(area if known else "", interest if interest in processes.interests() else "")


def context(wish: Wish) -> dict[str, Any]:
    """The open processes that concern a place and an interest. Few queries."""
    from cms.models import ArticlePage  # which names this module's function

    return near(wish) | places(wish) | {"news": ArticlePage.objects.news()[:NEWS]}


def near(wish: Wish) -> dict[str, Any]:
    """What is open, split by whether it closes within a week, and what was answered lately."""
    cards = [card for card in processes.open_cards() if _meant(card, wish)]
    soon = timezone.now() + SOON
    closing = [card for card in cards if card.closes_at and card.closes_at <= soon]
    return {
        "closing": closing[:SHOWN],
        "cards": cards[len(closing) :][:SHOWN],
        "any_open": bool(cards),
        "answered": [card for card in processes.answered_cards(50) if _meant(card, wish)][:ANSWERED],
    }


def _meant(card: Card, wish: Wish) -> bool:
    return (not wish.area or card.concerns(wish.area)) and card.interests(wish.interest)


def places(wish: Wish) -> dict[str, Any]:
    """What there is to choose: provinces, districts of the chosen one, interests; and what is chosen. Two queries."""
    provinces = list(Area.objects.filter(level=Area.Level.PROVINCE).only("code", "name", "name_en"))
    inside = Q(code__startswith=wish.area[:2], level=Area.Level.DISTRICT) | Q(code=wish.area)
    below = list(Area.objects.filter(inside)) if wish.area else []
    districts = [area for area in below if area.level == Area.Level.DISTRICT]
    chosen = next((area for area in (*provinces, *below) if area.code == wish.area), None)
    provinces.sort(key=str)
    districts.sort(key=str)
    return {
        "provinces": provinces,
        "districts": districts,
        "chosen": chosen,
        "province": wish.area[:2] if chosen else "",
        "district": wish.area[:4] if chosen and len(wish.area) > 2 else "",
        "interest": wish.interest,
        "interests": processes.interests(),
    }
