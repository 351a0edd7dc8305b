"""Run inside a site: what would take a browser minutes, or time. `round_people.py VERB ROUND NUMBER`.

accepted: so many more proposals, reviewed and accepted. soon: ideas are over, the ballot begins now and ends in so
many seconds (before the announcement freezes it). vote: so many newcomers vote, not those whose e-mails follow.
"""

import os
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from accounts.models import Citizen, User  # noqa: E402
from budgets.proposals import actions as proposals  # noqa: E402
from budgets.proposals.models import Proposal  # noqa: E402
from budgets.rounds import actions  # noqa: E402
from budgets.rounds.models import Round, RoundPage  # noqa: E402

WORDS = "ทำได้ภายในปีงบประมาณและเป็นหน้าที่ของเทศบาล"


def accepted(public_id: str, number: int) -> None:
    """Smaller and dearer ones in turn."""
    round_ = _round(public_id)
    officer, head = (User.objects.get(email=f"{name}@example.org") for name in ("officer", "head"))
    for serial, author in enumerate(_newcomers(number)):
        words = proposals.Words(f"ข้อเสนออื่น {serial + 1}", "ทำเพื่อทุกคน", f"ซอย {serial + 1}")
        receipt = proposals.propose(by=author, round=round_, words=words)
        made = Proposal.objects.public().get(public_id=receipt.subject.partition("/")[2])
        for user in (officer, head):
            finding = proposals.Finding(feasible=True, feasible_reason=WORDS, legal=True, legal_reason=WORDS)
            proposals.give_opinion(by=user, proposal=made, finding=finding)
        costs = [proposals.Cost("ทั้งหมด", Decimal(300_000 + 400_000 * serial))]
        proposals.decide(by=head, proposal=made, accepted=True, reason=WORDS, costs=costs)


def soon(public_id: str, number: int) -> None:
    """Time is moved before the rules are frozen: afterwards nobody can."""
    now = timezone.now()
    dates = {"ideas_until": -3, "review_until": -2, "opens_at": -1, "closes_at": number}
    values = {name: now + timedelta(seconds=seconds) for name, seconds in dates.items()}
    RoundPage.objects.filter(public_id=public_id).update(**values, works_from=timezone.localdate())


def vote(public_id: str, number: int, *without: str) -> None:
    """Two of three choose the first project, all of them another."""
    round_ = _round(public_id)
    codes = [project["code"] for project in round_.rules["projects"]]
    for serial, person in enumerate(_newcomers(number, without)):
        chosen = [codes[1 + serial % (len(codes) - 1)], *([codes[0]] if serial % 3 else [])]
        actions.cast_ballot(by=person, round=round_, choices=chosen)


def _round(public_id: str) -> Round:
    found: Round = Round.objects.with_page().get(page__public_id=public_id)
    return found


def _newcomers(number: int, without: tuple[str, ...] = ()) -> list[Citizen]:
    return list(Citizen.objects.filter(source="newcomer").exclude(user__email__in=without).order_by("pk")[:number])


{"accepted": accepted, "soon": soon, "vote": vote}[sys.argv[1]](sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
