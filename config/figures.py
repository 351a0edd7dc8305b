"""The numbers of the whole site: what the topic `site` shows."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from budgets.rounds.models import DayTally
from consult.hearings.models import HearingTally
from consult.threads.models import Tally as Discussion
from petitions.models import Tally as Names
from realtime.feeds.catalogue import Subject
from realtime.feeds.results import Headline, Standing


@dataclass(frozen=True)
class Figures:
    """All acts that count now: living signatures, participants of rounds, standing comments, answers given."""

    signatures: int
    participants: int
    comments: int
    answers: int


def figures() -> Figures:
    """As sealing left them: the sums of every process's own figures. Four queries."""
    names = Names.objects.aggregate(n=Sum("total"))
    ballots = DayTally.objects.aggregate(n=Sum(F("ballots") - F("replaced")))
    comments = Discussion.objects.aggregate(n=Sum(F("agree") + F("partly") + F("disagree") + F("none")))
    answers = HearingTally.objects.aggregate(n=Sum(F("accepted") + F("partly") + F("refused") + F("noted")))
    return Figures(*(found["n"] or 0 for found in (names, ballots, comments, answers)))


def live(_identity: str) -> dict[str, Any]:
    """What viewers of topic `site` get."""
    return asdict(figures())


def standing(identity: str) -> Standing | None:
    """The whole site, in the words of results; its counts never end."""
    if identity:
        return None
    shown = (
        Headline("signatures", _("names under petitions")),
        Headline("participants", _("people who voted")),
        Headline("comments", _("comments")),
        Headline("answers", _("answers given")),
    )
    method = {"rule": "sums of the figures of every process"}
    return Standing(Subject("", "เสียง", "Siang", "/"), "unofficial-partial", False, method, headlines=shown)
