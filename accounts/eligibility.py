"""Who may take part, and why. The only place that decides: screen, paper, API and imports all ask here."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Area, Assurance, Citizen
from accounts.refusals import NotEligible, Sentence

COUNTRY = "00"


@dataclass(frozen=True)
class Rules:
    """The conditions of one act in one process. Frozen into the process when it opens.

    `areas` are official codes; a person of a smaller place inside one of them belongs to it.
    `age_on` is the day on which the age is measured; None means the day of the act.
    """

    minimum_age: int | None = None
    age_on: date | None = None
    areas: tuple[str, ...] = (COUNTRY,)
    assurance: Assurance = Assurance.SELF_STATED

    def to_json(self) -> dict[str, Any]:
        """Plain values for storage and for the frozen rules of a process."""
        return asdict(self) | {"areas": list(self.areas), "age_on": self.age_on and self.age_on.isoformat()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The rules as stored by `to_json`."""
        day = value.get("age_on")
        return cls(
            minimum_age=value.get("minimum_age"),
            age_on=date.fromisoformat(day) if day else None,
            areas=tuple(value.get("areas", (COUNTRY,))),
            assurance=Assurance(value.get("assurance", Assurance.SELF_STATED)),
        )


@dataclass(frozen=True)
class Reason:
    """One rule that is not met: a stable code and a sentence for the reader."""

    code: str
    text: Sentence


@dataclass(frozen=True)
class Verdict:
    """Allowed, or every reason why not."""

    reasons: tuple[Reason, ...] = field(default=())

    @property
    def allowed(self) -> bool:
        """Whether no rule stands in the way."""
        return not self.reasons


def check(rules: Rules, citizen: Citizen | None, *, on: date | None = None) -> Verdict:
    """The verdict for `citizen` on the day `on` (today in Thailand). None is a visitor not yet verified.

    Makes no query.
    """
    if citizen is None:
        return Verdict((Reason("not-verified", _("We do not know yet who you are. Please verify your identity.")),))
    return Verdict(tuple(_unmet(rules, citizen, on or timezone.localdate())))


def require(rules: Rules, citizen: Citizen, *, on: date | None = None) -> None:
    """Raise NotEligible with every reason unless `citizen` may act."""
    verdict = check(rules, citizen, on=on)
    if not verdict.allowed:
        raise NotEligible(*(reason.text for reason in verdict.reasons))


def _unmet(rules: Rules, citizen: Citizen, today: date) -> Iterable[Reason]:
    if rules.minimum_age is not None and citizen.age_on(rules.age_on or today) < rules.minimum_age:
        yield Reason("too-young", format_lazy(_("You must be at least {age} years old."), age=rules.minimum_age))
    if not _lives_in(rules.areas, citizen.area_id):
        yield Reason("other-area", _("This is for people registered in another area."))
    if citizen.assurance < rules.assurance:
        yield Reason("assurance", _("Your identity needs a stronger check: use the identity app or visit a counter."))


def _lives_in(areas: Iterable[str], code: str) -> bool:
    return any(area == COUNTRY or code.startswith(area) for area in areas)


def in_words(rules: Rules) -> list[Sentence]:
    """The rules as sentences to publish, one for each condition. At most one query (area names)."""
    words: list[Sentence] = []
    if rules.minimum_age is not None:
        words.append(format_lazy(_("At least {age} years old"), age=rules.minimum_age))
    if COUNTRY in rules.areas:
        words.append(_("Anyone in the country"))
    else:
        names = ", ".join(str(area) for area in Area.objects.filter(code__in=rules.areas))
        words.append(format_lazy(_("Registered in: {areas}"), areas=names))
    words.append(format_lazy(_("Identity: {level}"), level=Assurance(rules.assurance).label))
    return words
