"""The issues of a hearing: each side's opinions in full, and what the agency decided (2562 Act s.16)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from consult.hearings import desk
from consult.hearings.models import ConsultationPage, Response
from consult.hearings.querysets import as_printed
from consult.sense.models import IssueGroup
from consult.texts import figures as texts
from consult.threads.states import Stance

SIDES = (Stance.AGREE, Stance.PARTLY, Stance.DISAGREE, Stance.NONE)


@dataclass(frozen=True)
class Outcome:
    """One decision with its reason and the section it changed."""

    decision: str
    reason: str
    reason_en: str = ""
    changed: str = ""


@dataclass(frozen=True)
class Opinion:
    """What was said, word for word; the same words by several people once, with their number."""

    body: str
    part: str
    people: int
    supports: int
    outcome: Outcome | None
    wording: str = ""  # suggested words for the whole part


@dataclass
class Issue:
    """One issue: an issue group, or what else was said about one part of the text."""

    title: str
    title_en: str
    part: str = ""
    number: int = 0
    sides: dict[str, list[Opinion]] = field(default_factory=dict)

    @property
    def comments(self) -> int:
        """All comments of the issue."""
        return sum(opinion.people for side in self.sides.values() for opinion in side)

    @property
    def outcomes(self) -> list[tuple[Outcome, int]]:
        """What was decided, most comments first."""
        found: Counter[Outcome] = Counter()
        for side in self.sides.values():
            for opinion in side:
                if opinion.outcome:
                    found[opinion.outcome] += opinion.people
        return found.most_common()


def issues(hearing: ConsultationPage) -> list[Issue]:
    """Every standing comment in its issue: groups by number, then the rest by part of the text. Four queries."""
    names = texts.names(hearing.text)
    found: dict[object, Issue] = {}
    for group in IssueGroup.objects.about("hearing", hearing.public_id).standing().order_by("-size", "number"):
        found[group.pk] = Issue(group.name, group.name_en, number=group.number)
    for part in ["", *names]:
        found[part] = Issue(names.get(part, ""), names.get(part, ""), part=part or "whole")
    outcomes = _outcomes(hearing)
    rows = desk.standing(hearing).order_by("-supports", "created_at", "id")
    values = rows.values_list("pk", "body", "part", "stance", "supports", "grouped__group", "wording")
    for key, side, opinion in _merged(values.iterator(2000), outcomes, found, names):
        found[key].sides.setdefault(side, []).append(opinion)
    return [issue for issue in found.values() if issue.comments]


def _merged(
    rows: Iterable[Any], outcomes: Mapping[Any, Outcome], places: Mapping[object, Issue], names: Mapping[str, str]
) -> Iterable[tuple[object, str, Opinion]]:
    """The same words under the same part, answered alike, become one opinion."""
    sums: dict[tuple[Any, ...], list[int]] = {}
    for pk, body, part, stance, supports, group, wording in rows:
        place = group if group in places else part if part in places else ""
        key = (place, stance, " ".join(body.split()), part, wording, outcomes.get(pk))
        counts = sums.setdefault(key, [0, 0])
        counts[0] += 1
        counts[1] += supports
    for (place, stance, body, part, wording, outcome), (people, supports) in sums.items():
        yield place, stance, Opinion(body, names.get(part, ""), people, supports, outcome, wording)


def _outcomes(hearing: ConsultationPage) -> dict[Any, Outcome]:
    """The answer that stands for each comment. One query."""
    rows: Iterable[Any] = Response.objects.standing(hearing.public_id).values_list(
        "comment_id", "decision", "reason", "reason_en", as_printed()
    )
    alike: dict[tuple[str, ...], Outcome] = {}
    found = {}
    for comment, decision, reason, reason_en, changed in rows:
        values = (decision, reason, reason_en, changed or "")
        found[comment] = alike.setdefault(values, Outcome(*values))
    return found
