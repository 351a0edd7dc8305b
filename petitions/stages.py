"""What happens to a petition in each state, who acts, and by which provision: for the help page."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence
from petitions.states import State


@dataclass(frozen=True)
class Stage:
    """One state in plain words with its source."""

    state: State
    happens: Sentence
    source: Sentence


STAGES = (
    Stage(
        State.DRAFT,
        _("Somebody with a verified identity writes it, one question a page. Only they and the authority can read it."),
        _("2564 Act s.6, s.7; 2565 Act s.8"),
    ),
    Stage(
        State.INVITING,
        _("Others join as initiators, each by their own identity; when the text changes they confirm it again."),
        _("2564 Act s.8 para. 1: at least twenty"),
    ),
    Stage(
        State.PRINCIPLE,
        _("The authority checks it: within 15 days for a bill, 7 for others. A refusal is published with its reason."),
        _("2564 Act s.8 para. 2; rule of this site"),
    ),
    Stage(
        State.COLLECTING,
        _("Names are collected. Text and numbers are frozen. Everybody can take their signature back."),
        _("2564 Act s.8, s.9, s.10; 2565 Act s.7, s.10"),
    ),
    Stage(
        State.REACHED,
        _("There are enough names: initiators or the authority hand them over. More people can sign until then."),
        _("2564 Act s.5, s.11; 2565 Act s.7, s.8"),
    ),
    Stage(
        State.DELIVERED,
        _("The certified number stands. A signature taken back now still counts."),
        _("2564 Act s.11, s.12 last para.; 2565 Act s.8 last para."),
    ),
    Stage(
        State.CHECKING,
        _("Documents and names are checked: within 45 days for a bill, 30 for an ordinance."),
        _("2564 Act s.12 para. 1; 2565 Act s.11 para. 1"),
    ),
    Stage(
        State.RETURNED,
        _("Something is missing: the initiators correct it in the time set, or it ends."),
        _("2564 Act s.12 paras. 1, 3; 2565 Act s.11 para. 2"),
    ),
    Stage(
        State.ACCEPTED,
        _("Found correct and complete. A budget first needs the executive's certificate, given or refused in 15 days."),
        _("2564 Act s.12; 2565 Act s.11, s.12"),
    ),
    Stage(
        State.HEARING,
        _("The draft is published, those concerned are heard, impacts are analysed; the results are published."),
        _("2564 Act s.13"),
    ),
    Stage(
        State.DEBATED,
        _("Parliament or the council debates it; representatives of the signers take part."),
        _("2564 Act s.12; 2565 Act s.13"),
    ),
    Stage(State.DECIDED, _("It is said what was decided, and by whom."), _("2565 Act s.13 para. 2")),
    Stage(
        State.ANSWERED,
        _("The official answer is published with its date and letter. Earlier revisions stay readable."),
        _("Rule of this site"),
    ),
    Stage(
        State.REJECTED,
        _("Refused, hidden, given up or out of time: the reason is published, and an initiator can appeal."),
        _("2564 Act s.8 para. 2, s.10, s.12 para. 3; rule of this site"),
    ),
)
