"""The shape of a ballot kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

type Sentence = str | Promise


@dataclass(frozen=True)
class Limits:
    """What the frozen rules allow on one ballot. `envelope` in baht."""

    minimum: int
    maximum: int
    envelope: Decimal


@dataclass(frozen=True)
class Problem:
    """Something that stops a ballot from being cast: a stable code and a sentence for the voter."""

    code: str
    text: Sentence


@dataclass(frozen=True)
class BallotKind:
    """One way to fill in a ballot: name, words, and the check of the chosen codes against the costs."""

    name: str
    label: Sentence
    words: Sentence
    check: Callable[[Sequence[str], Mapping[str, Decimal], Limits], Iterable[Problem]]
    counts_money: bool = False


def check_choices(chosen: Sequence[str], costs: Mapping[str, Decimal], limits: Limits) -> Iterable[Problem]:
    """What every kind asks: known projects, none twice, no fewer and no more than allowed."""
    if len(set(chosen)) != len(chosen) or not set(chosen) <= costs.keys():
        yield Problem("unknown", _("This ballot names a project that cannot be voted on here."))
    if len(chosen) < limits.minimum:
        words = _("Choose at least {least}. You have chosen {chosen}.")
        yield Problem("too-few", format_lazy(words, least=limits.minimum, chosen=len(chosen)))
    if len(chosen) > limits.maximum:
        words = _("Choose at most {most}. You have chosen {chosen}; take {over} away.")
        over = len(chosen) - limits.maximum
        yield Problem("too-many", format_lazy(words, most=limits.maximum, chosen=len(chosen), over=over))
