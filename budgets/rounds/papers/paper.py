"""What stands on a ballot paper: the words of its kind, the limits, the projects in an order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from budgets.rounds import rules
from budgets.rounds.ballots import BallotKind, Limits
from budgets.rounds.models import Project, Round

type Sentence = str | Promise


@dataclass(frozen=True)
class Paper:
    """One ballot paper. `words`: what to do, sentence by sentence; `projects` in the order of this paper."""

    round: Round
    kind: BallotKind
    limits: Limits
    words: tuple[Sentence, ...]
    projects: Sequence[Project]


def paper(round_: Round, order: Iterable[str]) -> Paper:
    """The paper of an opened round with the projects in `order`. One query."""
    kind, limits = rules.ballot_kind(round_), rules.limits(round_)
    found = {project.code: project for project in Project.objects.of(round_.pk).votable()}
    return Paper(round_, kind, limits, tuple(_words(kind, limits)), [found[code] for code in order if code in found])


def _words(kind: BallotKind, limits: Limits) -> Iterator[Sentence]:
    yield kind.words
    if kind.field == "points":
        words = _("You have {points} points. Write a number beside each project that you want; leave the others empty.")
        yield format_lazy(words, points=limits.points)
    elif kind.field == "rank":
        yield _("Write 1 beside the project that you want most, 2 beside the next, and so on; leave the others empty.")
    if limits.minimum == limits.maximum:
        yield format_lazy(_("Exactly {most} projects."), most=limits.maximum)
    else:
        yield format_lazy(_("From {least} to {most} projects."), least=limits.minimum, most=limits.maximum)
    yield format_lazy(_("The envelope is {envelope} baht."), envelope=f"{limits.envelope:,.0f}")
    for together in limits.exclusive:
        codes = ", ".join(sorted(together))
        yield format_lazy(_("Only one of the projects {codes} can be chosen."), codes=codes)
