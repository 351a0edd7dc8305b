"""Who may take part, and why. The only place that decides: screen, paper, API and imports all ask here."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import assurance
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

    @property
    def curable(self) -> bool:
        """Whether verifying (anew, or better) is the way out."""
        return self.code in {"not-verified", "assurance", "expired"}


@dataclass(frozen=True)
class Verdict:
    """Allowed, or every reason why not."""

    reasons: tuple[Reason, ...] = field(default=())

    @property
    def allowed(self) -> bool:
        """Whether no rule stands in the way."""
        return not self.reasons

    @property
    def curable(self) -> bool:
        """Whether the person may take part after verifying anew or better."""
        return bool(self.reasons) and all(reason.curable for reason in self.reasons)


def check(rules: Rules, citizen: Citizen | None, *, on: date | None = None) -> Verdict:
    """The verdict for `citizen` on the day `on` (today in Thailand). None is a visitor not yet verified.

    Makes no query.
    """
    if citizen is None:
        return Verdict((Reason("not-verified", _("We do not know yet who you are. Please verify your identity.")),))
    return Verdict(tuple(_unmet(rules, citizen, on or timezone.localdate())))


def require(rules: Rules, citizen: Citizen, *, on: date | None = None) -> None:
    """Raise NotEligible with every reason unless `citizen` may act; where verifying helps, with the way there."""
    verdict = check(rules, citizen, on=on)
    if not verdict.allowed:
        way, label = (reverse("accounts:verify"), _("Verify your identity")) if verdict.curable else ("", "")
        raise NotEligible(*(reason.text for reason in verdict.reasons), next_url=way, next_label=label)


def _unmet(rules: Rules, citizen: Citizen, today: date) -> Iterable[Reason]:
    if rules.minimum_age is not None and citizen.age_on(rules.age_on or today) < rules.minimum_age:
        yield Reason("too-young", format_lazy(_("You must be at least {age} years old."), age=rules.minimum_age))
    if not _lives_in(rules.areas, citizen.area_id):
        yield Reason("other-area", _("This is for people registered in another area."))
    if citizen.assurance < rules.assurance:
        yield Reason("assurance", _("Your identity needs a stronger check: use the identity app or visit a counter."))
    elif rules.assurance > Assurance.SELF_STATED and assurance.expired(citizen):
        yield Reason(
            "expired", _("Your identity was checked too long ago. Verify it once more: one step, and you go on.")
        )


def _lives_in(areas: Iterable[str], code: str) -> bool:
    return any(area == COUNTRY or code.startswith(area) for area in areas)


@dataclass(frozen=True)
class Condition:
    """One rule as it is published: what it asks, why, and what somebody does who does not meet it."""

    code: str
    rule: Sentence
    why: Sentence
    otherwise: Sentence
    day: date | None = None  # on which the age is measured, where the rules name one


def conditions(rules: Rules) -> list[Condition]:
    """The rules explained, one condition each. At most one query (area names)."""
    found = [_place(rules), _identity(rules)]
    return [_age(rules), *found] if rules.minimum_age is not None else found


def in_words(rules: Rules) -> list[Sentence]:
    """The rules as sentences to publish, one for each condition. At most one query (area names)."""
    return [condition.rule for condition in conditions(rules)]


def _age(rules: Rules) -> Condition:
    years = rules.minimum_age
    same_day = _("For everybody alike, the age is measured on one day:")
    when = same_day if rules.age_on else _("The day of the act counts; on the birthday itself one is old enough.")
    younger = _("Whoever is younger can read everything, and follow what becomes of it.")
    return Condition("age", format_lazy(_("At least {age} years old"), age=years), when, younger, rules.age_on)


def _place(rules: Rules) -> Condition:
    if COUNTRY in rules.areas:
        everywhere = _("What is asked here concerns the whole country.")
        return Condition("area", _("Anyone in the country"), everywhere, _("Nobody is left out by this rule."))
    names = ", ".join(str(area) for area in Area.objects.filter(code__in=rules.areas))
    rule = format_lazy(_("Registered in: {areas}"), areas=names)
    moved = _("Moved house lately? Verify your identity again, and the new address counts.")
    return Condition("area", rule, _("It is decided for the people who are registered there, and by them."), moved)


_LEVELS = {
    Assurance.SELF_STATED: _("Everybody whose number has been given once may take part: one person, one voice."),
    Assurance.CHECKED: _("So that nobody acts twice or in the name of somebody else, the number is checked once."),
    Assurance.DOCUMENT_SEEN: _("The law wants somebody to have seen the document, or its chip to have been read."),
}
_WAYS = {
    Assurance.SELF_STATED: _("Verify with the identity app, by a register, or at a counter with your card."),
    Assurance.CHECKED: _("Verify with the identity app, by a register, or at a counter with your card."),
    Assurance.DOCUMENT_SEEN: _("Go to a counter with your card, or use an identity app that reads its chip."),
}


def _identity(rules: Rules) -> Condition:
    level = Assurance(rules.assurance)
    return Condition("assurance", format_lazy(_("Identity: {level}"), level=level.label), _LEVELS[level], _WAYS[level])
