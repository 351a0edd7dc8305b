"""Turnout by area: added up once, at the close, while the key of the roll still exists; small areas never apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import batched
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts import eligibility
from accounts.eligibility import COUNTRY
from accounts.models import Citizen
from budgets.rounds import rules
from budgets.rounds.models import Round
from budgets.rounds.stores import keys, verbs
from realtime.feeds import small

AT_ONCE = 5_000  # voter tags in one question to the roll


def by_area(round_: Round) -> list[dict[str, Any]]:
    """People who took part and people entitled, by area of registration; a last row joins areas too small to show.

    Rows have `area` (six-digit code, "" for the joined ones and for people who have left since), `voted`, and
    `entitled` (people verified on this site who may vote), None in the joined row. Nothing says who.
    """
    people, entitled = _people(round_)
    voted = {area: _on_the_roll(round_, known) for area, known in people.items()}
    missing = sum(verbs.participants(round_.public_id).values()) - sum(voted.values())
    few = small.hidden({area: count for area, count in voted.items() if count})
    shown = [area for area, count in sorted(voted.items()) if count and area not in few]
    rows: list[dict[str, Any]] = [{"area": area, "voted": voted[area], "entitled": entitled[area]} for area in shown]
    rest = missing + sum(voted[area] for area in few)
    return [*rows, {"area": "", "voted": rest, "entitled": None}] if rest else rows


def _people(round_: Round) -> tuple[dict[str, list[bytes]], Counter[str]]:
    """Person keys of everybody in the areas of the round, by area; and how many of them may vote."""
    who, closing = rules.eligible(round_), timezone.localdate(round_.page.closes_at)
    inside = Q()
    for code in who.areas:
        inside |= Q(area__code__startswith=code)
    people: defaultdict[str, list[bytes]] = defaultdict(list)
    entitled: Counter[str] = Counter()
    everybody = Citizen.objects.all() if COUNTRY in who.areas else Citizen.objects.filter(inside)
    for citizen in everybody.only("person_key", "birth_date", "area_id", "assurance").iterator(AT_ONCE):
        people[citizen.area_id].append(bytes(citizen.person_key))
        entitled[citizen.area_id] += eligibility.check(who, citizen, on=closing).allowed
    return people, entitled


def _on_the_roll(round_: Round, person_keys: Iterable[bytes]) -> int:
    tags = keys.voter_tags(round_.public_id, person_keys)
    return sum(verbs.among(round_.public_id, list(some)) for some in batched(tags, AT_ONCE))
