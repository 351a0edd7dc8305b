"""One look-up for a person at the table: may they vote, and have they, whichever way."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from accounts import eligibility, register
from accounts.eligibility import Verdict
from accounts.identity import person_key
from accounts.models import AccessLog, Citizen, User
from accounts.refusals import Sentence
from budgets.booth import rules
from budgets.booth.models import Handout, Station
from budgets.booth.states import Held
from budgets.rounds import rules as of_round
from budgets.rounds.stores import keys, verbs


@dataclass(frozen=True)
class Standing:
    """A person at the table: `voted` is the day on the roll, `paper` what they hold or cast on paper."""

    citizen: Citizen
    verdict: Verdict
    voted: date | None
    paper: Handout | None

    @property
    def may_have_paper(self) -> bool:
        """Whether a paper can be handed out."""
        return self.verdict.allowed and not self.voted and self.paper is None

    @property
    def holds(self) -> bool:
        """Whether a paper is out with this person."""
        return self.paper is not None and self.paper.held == Held.OUT

    @property
    def how(self) -> Sentence:
        """How they have voted, in words."""
        if self.paper is not None and self.paper.held == Held.IN:
            return _("on paper, at a booth")
        return _("online, or with an officer at a counter")


def look_up(*, by: User, station: Station, number: str) -> Standing | None:
    """Whom the register knows by a typed number, and whether they have voted in any way; None when it knows nobody.

    The look is logged for the person to see. Raises PermissionDenied, ValidationError for a wrong number, KeysGone
    when the round is over.
    """
    if not rules.may_serve(by, station):
        raise PermissionDenied
    key = person_key(number)
    citizen = register.people([key]).get(key)
    if citizen is None:
        return None
    agency = station.round.page.agency
    AccessLog.objects.create(citizen=citizen, officer=by, agency=agency, why=AccessLog.Why.SEARCHED)
    return standing(station, citizen)


def standing(station: Station, citizen: Citizen) -> Standing:
    """How a person stands in the round of this booth. Three queries at most."""
    tag = keys.voter_tag(station.round.public_id, citizen)
    return Standing(
        citizen,
        eligibility.check(of_round.eligible(station.round), citizen),
        verbs.voted_on(station.round.public_id, tag),
        Handout.objects.filter(round=station.round, tag=tag).select_related("station").first(),
    )
