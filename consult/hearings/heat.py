"""Where the comments of a hearing are and how they lean: pure geometry of one row of bars beside the words."""

from dataclasses import dataclass
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from consult.threads.figures import Discussion

WIDTH, HEIGHT = 120, 14
FEW = 3  # fewer people with a stance than this lean nowhere


class Lean(models.TextChoices):
    """Where most of those who take a stance stand; two thirds are most."""

    AGREE = "agree", _("mostly agree")
    PARTLY = "partly", _("mostly in part")
    DISAGREE = "disagree", _("mostly disagree")
    DIVIDED = "divided", _("divided")
    FEW = "few", _("too few to say")


@dataclass(frozen=True)
class Bar:
    """One bar from `x`, `width` wide; `hue` names the fill."""

    x: float
    width: float
    hue: int


@dataclass(frozen=True)
class Heat:
    """Those who disagree to the left of the middle line, those who agree to the right, agreement in part across it.

    All rows of a hearing share one scale, so that longer means more people.
    """

    bars: tuple[Bar, ...]
    lean: Lean
    width: int = WIDTH
    height: int = HEIGHT

    @classmethod
    def of(cls, said: Discussion, most: int) -> Self:
        """The row of a part, where the fullest part of the hearing has `most` people with a stance."""
        unit = WIDTH / 2 / max(most, 1)
        middle, half = WIDTH / 2, said.partly * unit / 2
        bars = (
            Bar(middle - half - said.disagree * unit, said.disagree * unit, 3),
            Bar(middle - half, 2 * half, 2),
            Bar(middle + half, said.agree * unit, 1),
        )
        return cls(tuple(Bar(round(b.x, 2), round(b.width, 2), b.hue) for b in bars if b.width), _lean(said))


def _lean(said: Discussion) -> Lean:
    if said.with_stance < FEW:
        return Lean.FEW
    sides = ((Lean.AGREE, said.agree), (Lean.PARTLY, said.partly), (Lean.DISAGREE, said.disagree))
    return next((lean for lean, people in sides if people * 3 >= said.with_stance * 2), Lean.DIVIDED)
