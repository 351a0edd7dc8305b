"""What an officer can do next with a petition: one table for the desk, its page and its button."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Closed, Sentence
from petitions import actions
from petitions.models import Petition
from petitions.states import State
from realtime.record.append import Receipt

type Take = Callable[[User, Petition, str], Receipt]


@dataclass(frozen=True)
class Step:
    """One next step. `note` is the question whose answer is published; `needed` when it may not be empty."""

    verb: str
    label: Sentence
    source: Sentence
    note: Sentence
    take: Take
    possible: Callable[[Petition], bool]
    needed: bool = True
    danger: bool = False


_NOTE, _WHY = _("Note for the public"), _("Reason")
S = State
STEPS = (
    Step(
        "begin-check",
        _("Begin the check of documents and names"),
        _("2564 Act s.12 para. 1; 2565 Act s.11 para. 1"),
        _NOTE,
        lambda by, petition, note: actions.begin_check(by=by, petition=petition, note=note),
        lambda petition: petition.state == S.DELIVERED,
        needed=False,
    ),
    Step(
        "ask-certificate",
        _("It is a budget: send it to the executive for its certificate"),
        _("2565 Act s.12 para. 1"),
        _NOTE,
        lambda by, petition, note: actions.ask_certificate(by=by, petition=petition, note=note),
        lambda petition: (
            petition.preset.certificate
            and petition.state in {S.DELIVERED, S.CHECKING, S.ACCEPTED}
            and not petition.certificate_asked_at
        ),
        needed=False,
    ),
    Step(
        "certify",
        _("Record that the executive gives its certificate"),
        _("2565 Act s.12 para. 2"),
        _NOTE,
        lambda by, petition, note: actions.certify(by=by, petition=petition, given=True, note=note),
        lambda petition: bool(petition.certificate_asked_at) and not petition.certificate_at,
        needed=False,
    ),
    Step(
        "refuse-certificate",
        _("Record that the executive refuses its certificate"),
        _("2565 Act s.12 para. 2"),
        _WHY,
        lambda by, petition, note: actions.certify(by=by, petition=petition, given=False, note=note),
        lambda petition: bool(petition.certificate_asked_at) and not petition.certificate_at,
        danger=True,
    ),
    Step(
        "open-hearing",
        _("Begin the public hearing"),
        _("2564 Act s.13"),
        _("Where people can take part"),
        lambda by, petition, note: actions.open_hearing(by=by, petition=petition, note=note),
        lambda petition: petition.state == S.ACCEPTED,
        needed=False,
    ),
    Step(
        "publish-hearing",
        _("Publish the results of the hearing and the impact analysis"),
        _("2564 Act s.13"),
        _("What people said, and what the analysis found, in short"),
        lambda by, petition, note: actions.publish_hearing(by=by, petition=petition, note=note),
        lambda petition: petition.state == S.HEARING and not petition.heard_at,
    ),
    Step(
        "debate",
        _("Record the debate"),
        _("2564 Act s.12 para. 1; 2565 Act s.13"),
        _("When and where it was debated, and what was said, in short"),
        lambda by, petition, note: actions.debate(by=by, petition=petition, note=note),
        lambda petition: petition.state in {S.ACCEPTED, S.HEARING} and _ready(petition),
    ),
    Step(
        "conclude",
        _("Record the decision"),
        _("2564 Act s.12 para. 1; 2565 Act s.13"),
        _("What was decided, and by whom"),
        lambda by, petition, note: actions.conclude(by=by, petition=petition, note=note),
        lambda petition: petition.state in {S.ACCEPTED, S.HEARING, S.DEBATED} and _ready(petition),
    ),
    Step(
        "discontinue",
        _("End it: it was not corrected in time"),
        _("2564 Act s.12 para. 3"),
        _WHY,
        lambda by, petition, note: actions.discontinue(by=by, petition=petition, reason=note),
        lambda petition: petition.state == S.RETURNED,
        danger=True,
    ),
    Step(
        "hide",
        _("Hide it"),
        _("Rule of this site"),
        _WHY,
        lambda by, petition, note: actions.hide(by=by, petition=petition, reason=note),
        lambda petition: petition.state in {S.COLLECTING, S.REACHED},
        danger=True,
    ),
    Step(
        "restore",
        _("Show it again"),
        _("Rule of this site"),
        _WHY,
        lambda by, petition, note: actions.restore(by=by, petition=petition, reason=note),
        lambda petition: petition.state == S.HIDDEN,
    ),
    Step(
        "reject-hidden",
        _("Refuse it for good"),
        _("Rule of this site"),
        _WHY,
        lambda by, petition, note: actions.reject(by=by, petition=petition, reason=note),
        lambda petition: petition.state == S.HIDDEN,
        danger=True,
    ),
)


def steps_for(petition: Petition) -> list[Step]:
    """The steps that follow from where the petition stands now."""
    return [step for step in STEPS if step.possible(petition)]


def take(verb: str, *, by: User, petition: Petition, note: str) -> Receipt:
    """Take one of them. Raises Closed for a step that does not follow, and what its action raises."""
    for step in steps_for(petition):
        if step.verb == verb:
            return step.take(by, petition, note)
    raise Closed(_("This step does not follow from where the petition stands now."))


def _ready(petition: Petition) -> bool:
    heard = bool(petition.heard_at) or not petition.hearing_first
    return heard and (bool(petition.certified) or not petition.is_budget)
