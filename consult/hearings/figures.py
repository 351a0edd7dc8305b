"""The numbers of a hearing: one definition for pages, feeds and live figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from accounts.notices.models import Notice
from consult.hearings.models import ConsultationPage, HearingTally, KnownStakeholder, Response
from consult.hearings.states import Decision
from consult.threads import figures as discussion
from consult.threads.figures import Discussion


@dataclass(frozen=True)
class Figures:
    """Comments by stance, support, and answers by decision, true for a record of `record_size` entries.

    `unanswered` are those that the agency has marked as not answered, with a published reason.
    """

    public_id: str
    phase: str
    comments: int
    participants: int
    agree: int
    partly: int
    disagree: int
    none: int
    supports: int
    answered: int
    accepted: int
    accepted_partly: int
    refused: int
    noted: int
    unanswered: int
    record_size: int

    @property
    def settled(self) -> int:
        """Answered, or marked with a reason why not."""
        return self.answered + self.unanswered


@dataclass(frozen=True)
class Known:
    """Stakeholders whom the agency knows: on its list, written to, with a wrong address, who left the list."""

    listed: int
    told: int
    failed: int
    left: int


def known(hearing: ConsultationPage) -> Known:
    """How many the agency listed and told (2562 Act s.15). One query."""
    named = {name: Count("pk", filter=~Q(**{f"{name}_at": None})) for name in ("told", "failed", "left")}
    found = KnownStakeholder.objects.filter(hearing=hearing).aggregate(listed=Count("pk"), **named)
    return Known(**found)


def registered_told(hearing: ConsultationPage) -> int:
    """How many who had registered for its topics were told that it was announced. One query."""
    return Notice.objects.filter(message__once=f"hearing.announced/{hearing.public_id}").count()


def figures(hearing: ConsultationPage, parts: Iterable[Discussion] | None = None) -> Figures:
    """The counts as sealing left them. One query, and one more unless `parts` were read already."""
    if parts is None:
        parts = discussion.by_part("hearing", hearing.public_id).values()
    said = discussion.total(parts)
    row = HearingTally.objects.filter(pk=hearing.public_id).first() or HearingTally()
    return Figures(
        hearing.public_id, hearing.phase, said.comments, said.participants, said.agree,
        said.partly, said.disagree, said.none,
        said.supports, row.accepted + row.partly + row.refused + row.noted, row.accepted, row.partly, row.refused,
        row.noted, row.unanswered, max(said.record_size, row.record_size),
    )  # fmt: skip


def recount(public_id: str) -> dict[str, int]:
    """Answers by decision from the rows: the last revision of each."""
    newest = Response.objects.filter(comment=OuterRef("comment")).order_by("-revision").values("pk")[:1]
    rows = Response.objects.filter(
        comment__kind="hearing", comment__public_id=public_id, pk=Subquery(newest)
    ).values_list("decision", flat=True)
    found = Counter(rows)
    return {decision.value: found[decision.value] for decision in Decision}


def counted(public_id: str) -> dict[str, int]:
    """What sealing has added up, in the shape of `recount`."""
    row = HearingTally.objects.filter(pk=public_id).first() or HearingTally()
    return {decision.value: getattr(row, decision.value) for decision in Decision}


def live_figures(hearing: ConsultationPage) -> dict[str, Any]:
    """Every figure of a hearing as plain values, comments by part included. Two queries."""
    parts = discussion.by_part("hearing", hearing.public_id)
    by_part = {part or "whole": said.comments for part, said in sorted(parts.items()) if said.comments}
    counts = figures(hearing, parts.values())
    return asdict(counts) | {"settled": counts.settled, "by_part": by_part}


def live(public_id: str) -> dict[str, Any] | None:
    """What viewers of topic `hearing.<public_id>` get: absolute, nothing personal."""
    hearing = ConsultationPage.objects.published().filter(public_id=public_id).first()
    return live_figures(hearing) if hearing else None
