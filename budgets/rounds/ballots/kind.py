"""The shape of a ballot kind."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

type Sentence = str | Promise
type Choices = Sequence[str] | Mapping[str, int]


@dataclass(frozen=True)
class Limits:
    """What the frozen rules allow on one ballot. `envelope` in baht; `points` to give; sets that exclude each other."""

    minimum: int
    maximum: int
    envelope: Decimal
    points: int = 0
    exclusive: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True)
class Problem:
    """Something that stops a ballot from being cast: a stable code and a sentence for the voter."""

    code: str
    text: Sentence


def sorted_codes(choices: Choices) -> str:
    """Codes sorted, as compact JSON: the same text for the same choices."""
    return _json(sorted(choices))


def codes_in_order(choices: Choices) -> str:
    """Codes as they are ordered."""
    return _json(list(choices))


def codes_with_points(choices: Choices) -> str:
    """Codes sorted, each with its points."""
    return _json(dict(sorted(choices.items()))) if isinstance(choices, Mapping) else _json({})


def as_said(choices: Choices, _limits: Limits) -> Choices:
    """To the count a ballot is what it says."""
    return choices


@dataclass(frozen=True)
class BallotKind:
    """One way to fill in a ballot: name, words, the check of the choices against the costs.

    `field`: how a project is marked on the paper: "tick", "points" or "rank". `text`: a ballot as text, the
    same for the same choices. `counted`: what a ballot is to the count.
    """

    name: str
    label: Sentence
    words: Sentence
    check: Callable[[Choices, Mapping[str, Decimal], Limits], Iterable[Problem]]
    counts_money: bool = False
    field: str = "tick"
    text: Callable[[Choices], str] = sorted_codes
    counted: Callable[[Choices, Limits], Choices] = as_said


def check_choices(choices: Choices, costs: Mapping[str, Decimal], limits: Limits) -> Iterable[Problem]:
    """What every kind asks: known projects, none twice, not too few, not too many, none that exclude another."""
    chosen = list(choices)
    if len(set(chosen)) != len(chosen) or not set(chosen) <= costs.keys():
        yield Problem("unknown", _("This ballot names a project that cannot be voted on here."))
    if len(chosen) < limits.minimum:
        words = _("Choose at least {least}. You have chosen {chosen}.")
        yield Problem("too-few", format_lazy(words, least=limits.minimum, chosen=len(chosen)))
    if len(chosen) > limits.maximum:
        words = _("Choose at most {most}. You have chosen {chosen}; take {over} away.")
        over = len(chosen) - limits.maximum
        yield Problem("too-many", format_lazy(words, most=limits.maximum, chosen=len(chosen), over=over))
    for together in limits.exclusive:
        both = sorted(together & set(chosen))
        if len(both) > 1:
            words = _("Only one of the projects {codes} can be chosen: they cannot stand beside each other.")
            yield Problem("exclusive", format_lazy(words, codes=", ".join(both)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
