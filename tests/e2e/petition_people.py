"""Run inside a site: what would take a browser minutes. `petition_people.py VERB PUBLIC_ID NUMBER`.

kind: the authority's own kind with twenty initiators (PUBLIC_ID is its code). initiators, online, paper: so many
newcomers join, or sign (not those whose e-mails follow). Everything goes through the same actions as in the browser.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
from django.db.models import QuerySet

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from accounts.models import Agency, Channel, Citizen, User  # noqa: E402
from petitions import actions  # noqa: E402
from petitions.kinds import ClockRule, PetitionKind, ThresholdRule  # noqa: E402
from petitions.models import OwnKind, Petition  # noqa: E402
from petitions.rules import Signable  # noqa: E402
from petitions.words import from_data  # noqa: E402

NEEDED = 24


def kind(code: str, _number: int) -> None:
    """Twenty initiators, two representatives, NEEDED names, a hearing before the debate, an answer in thirty days."""
    if OwnKind.objects.filter(code=code).exists():
        return
    town = Agency.objects.get(slug="mueang-tuayang")
    law = from_data({"th": "ประกาศของเทศบาล", "en": "Notice of the municipality"})
    made = PetitionKind(
        code=code,
        name=from_data({"th": "ข้อเสนอชุมชน", "en": "Neighbourhood proposal"}),
        explanation=law,
        law=law,
        thresholds=(ThresholdRule("names", law, law, NEEDED),),
        window=timedelta(days=60),
        window_source=law,
        addressees=(town.kind,),
        addressee_name=from_data({"th": "นายกเทศมนตรี", "en": "Mayor"}),
        local=True,
        initiators=20,
        representatives=(2, 3),
        representatives_source=law,
        hearing_first=True,
        clocks=(ClockRule("answer", law, "delivered_at", "answered_at", 30, law, rolls=True),),
    )
    officer, head = (User.objects.get(email=f"{name}@example.org") for name in ("officer", "head"))
    actions.approve_kind(by=head, own=actions.write_kind(by=officer, agency=town, kind=made))


def initiators(public_id: str, number: int) -> None:
    """So many more join."""
    petition = Petition.objects.get(public_id=public_id)
    for citizen in _others(petition.initiators, number):
        actions.join(by=citizen, petition=petition)


def names(public_id: str, number: int, channel: Channel) -> None:
    """So many more sign."""
    petition = Petition.objects.get(public_id=public_id)
    for citizen in _others(petition.signatures, number):
        actions.sign(by=citizen, petition=Signable.of(petition), channel=channel)


def _others(rows: Any, number: int) -> QuerySet[Citizen]:
    """Newcomers who are not among `rows`, and not those who act in a browser (named after the number)."""
    free = Citizen.objects.filter(source="newcomer").exclude(user__email__in=sys.argv[4:])
    return free.exclude(pk__in=rows.values("citizen_id")).order_by("pk")[:number]


verb, public_id, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
if verb == "kind":
    kind(public_id, number)
elif verb == "initiators":
    initiators(public_id, number)
else:
    names(public_id, number, Channel(verb))
