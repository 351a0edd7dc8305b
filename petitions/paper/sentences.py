"""Why a line was not counted, as a person should hear it, and what they can do. Nothing personal in it."""

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence
from petitions.models.paper import Outcome

REASONS: dict[str, Sentence] = {
    Outcome.COUNTED: _("The name on this line is counted."),
    Outcome.ALREADY_ONLINE: _(
        "The person had signed online already. A name is counted once; the signature online counts."
    ),
    Outcome.ALREADY_COUNTER: _("The person had signed at a counter already. A name is counted once; that one counts."),
    Outcome.ALREADY_PAPER: _(
        "The person is on another line or sheet already. A name is counted once; that one counts."
    ),
    Outcome.STRUCK: _("An earlier name of this person was struck out by an officer; ask the authority why."),
    Outcome.TOO_YOUNG: _("The person was not old enough on the day the sheet was recorded."),
    Outcome.OTHER_AREA: _("The person is registered in another area; only people of the area may sign this petition."),
    Outcome.NOT_SURE: _(
        "The identity of this person has not been checked well enough. Sign again at a counter, with your card."
    ),
    Outcome.UNKNOWN: _("The register does not know this number. Sign again at a counter, with your card, or online."),
    Outcome.BAD_NUMBER: _(
        "The identity number is not a possible one: it does not have 13 digits or its last digit does not fit."
    ),
    Outcome.NAME_DIFFERS: _(
        "The register knows this number under another name, or in another script without a birth date beside it."
    ),
    Outcome.BIRTH_DIFFERS: _("The register knows this number with another birth date."),
    Outcome.UNREADABLE: _("The line could not be read, or a name or the number is missing."),
    Outcome.EXPIRED: _("The form had expired, or the time for collecting names was over, when the sheet was recorded."),
}
REMARKS: dict[str, Sentence] = {
    "common-era": _("The year of birth is written in C.E.; it was understood as such."),
    "day-month": _("Day and month of birth are in each other's place; the register has them the other way round."),
    "birth-unread": _("The birth date cannot be read; number and name decide."),
    "close-name": _("The name is spelled a little differently from the register."),
    "other-script": _("The name is written in another script than in the register."),
}
NO_SUCH_SHEET: Sentence = _("There is no sheet with this code.")
NOT_YET: Sentence = _("This sheet has not been recorded yet.")
EMPTY_LINE: Sentence = _("Nothing was recorded on this line.")
_COUNTED_SOMEWHERE: Sentence = _(
    "The person of this line is counted once, or the line could not be counted for a reason that only they may see."
)
# What may be told to somebody who only holds the sheet: never whether a person has signed elsewhere, or who they are.
_TELLABLE = frozenset({Outcome.BAD_NUMBER, Outcome.UNREADABLE, Outcome.EXPIRED})


def for_holder(outcome: str) -> Sentence:
    """The answer for somebody who knows the sheet's code and a line, and may be anybody."""
    return REASONS[outcome] if outcome in _TELLABLE else _COUNTED_SOMEWHERE


def remarks(codes: list[str]) -> list[Sentence]:
    """What the officer should know."""
    return [REMARKS[code] for code in codes if code in REMARKS]
