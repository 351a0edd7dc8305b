"""The response desk: which comments of a hearing wait for an answer, filtered, page by page, and how far it is."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Area
from accounts.refusals import Sentence
from consult.hearings.models import Answer, ConsultationPage, Response
from consult.hearings.states import Decision
from consult.sense.models import Grouping, IssueGroup
from consult.texts.models import Provision, TextVersion
from consult.threads.models import Comment
from consult.threads.querysets import CommentQuerySet
from consult.threads.states import Stance, State

SIZE = 50
WAITING, ANSWERED, MARKED, ALL = "waiting", "answered", "marked", "all"
SHOWN: dict[str, Sentence] = {
    WAITING: _("Waiting for an answer"),
    ANSWERED: _("Answered"),
    MARKED: _("Marked as not answered"),
    ALL: _("All comments"),
}
SUPPORTED, NEWEST = "supported", "newest"
ORDERS: dict[str, Sentence] = {SUPPORTED: _("Most supported first"), NEWEST: _("Newest first")}
NO_GROUP = "none"
WHOLE = "whole"


@dataclass(frozen=True)
class Progress:
    """How many comments that stand are answered, marked, or wait. From the rows: exact now."""

    comments: int
    answered: int
    marked: int

    @property
    def done(self) -> int:
        """Answered or marked."""
        return self.answered + self.marked

    @property
    def waiting(self) -> int:
        """What stands between the hearing and its end."""
        return self.comments - self.done


def progress(hearing: ConsultationPage) -> Progress:
    """How far the answering is. One query."""
    given = Response.objects.filter(comment=OuterRef("pk"))
    row = standing(hearing).aggregate(
        n=Count("pk"),
        done=Count("pk", filter=Exists(given)),
        marked=Count("pk", filter=Exists(_last(given, Decision.UNANSWERED))),
    )
    return Progress(row["n"], row["done"] - row["marked"], row["marked"])


def standing(hearing: ConsultationPage) -> CommentQuerySet:
    """The comments that the agency owes an answer: all that stand, replies included."""
    found: CommentQuerySet = Comment.objects.about("hearing", hearing.public_id).standing()
    return found


def waiting(hearing: ConsultationPage) -> CommentQuerySet:
    """Those without any answer."""
    return standing(hearing).filter(responses__isnull=True)


def waiting_in(hearings: Iterable[ConsultationPage]) -> dict[str, int]:
    """How many comments wait in each of these hearings, by public id; those with none are left out. One query."""
    rows = Comment.objects.filter(kind="hearing", public_id__in=[one.public_id for one in hearings]).standing()
    counts = rows.filter(responses__isnull=True).order_by().values_list("public_id").annotate(n=Count("pk"))
    return dict(counts)


@dataclass(frozen=True)
class Asked:
    """What an officer wants to see at the desk."""

    show: str = WAITING
    part: str = ""
    stance: str = ""
    group: str = ""
    words: str = ""
    decision: str = ""
    order: str = SUPPORTED
    after: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str], default: str = WAITING) -> "Asked":
        """From the address of a page; words that are none are left out. `default`: what to show when none is named."""
        show, stance, order = query.get("show", ""), query.get("stance", ""), query.get("order", "")
        group, decision = query.get("group", ""), query.get("decision", "")
        return cls(
            show=show if show in SHOWN else default,
            decision=decision if decision in Decision.values else "",
            part=query.get("part", ""),
            stance=stance if stance in Stance.values else "",
            group=group if group == NO_GROUP or (group.isdecimal() and len(group) < 9) else "",
            words=query.get("words", "").strip()[:200].replace("\0", ""),
            order=order if order in ORDERS else SUPPORTED,
            after=query.get("after", ""),
        )

    def url(self, **changes: str) -> str:
        """The address of the same list with some of it changed; a change of filter starts at its beginning."""
        other = replace(self, **{"after": "", **changes})
        names = ("show", "part", "stance", "group", "words", "decision", "order", "after")
        return "?" + urlencode({name: getattr(other, name) for name in names if getattr(other, name)})

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.part or self.stance or self.group or self.words or self.decision)

    def among(self, hearing: ConsultationPage) -> CommentQuerySet:
        """The comments that were asked for, in no order."""
        rows = standing(hearing)
        given = Response.objects.filter(comment=OuterRef("pk"))
        wanted: dict[str, Q] = {
            WAITING: Q(responses__isnull=True),
            ANSWERED: Q(Exists(given)) & ~Q(Exists(_last(given, Decision.UNANSWERED))),
            MARKED: Q(Exists(_last(given, Decision.UNANSWERED))),
            ALL: Q(),
        }
        rows = rows.filter(wanted[self.show])
        if self.part:
            rows = rows.filter(part="" if self.part == WHOLE else self.part)
        if self.decision:
            rows = rows.filter(Exists(_last(given, Decision(self.decision))))
        if self.stance:
            rows = rows.filter(stance=self.stance)
        if self.group:
            one = Q(grouped__isnull=True) if self.group == NO_GROUP else Q(grouped__group__number=int(self.group))
            rows = rows.filter(one)
        return rows.filter(body__icontains=self.words) if self.words else rows


@dataclass(frozen=True)
class Row:
    """One comment at the desk."""

    comment: Comment
    place: Area | None
    part: str
    group: IssueGroup | None
    response: Response | None


@dataclass(frozen=True)
class DeskPage:
    """One page of the desk; `next_url` is empty on the last."""

    asked: Asked
    rows: list[Row]
    total: int
    next_url: str


def page(hearing: ConsultationPage, asked: Asked, parts: Mapping[str, str]) -> DeskPage:
    """What was asked for, fifty at a time. Five queries at most, however many comments there are."""
    among = asked.among(hearing)
    last = _comment(asked.after)
    rows = (
        among.newest((last.created_at, last.pk) if last else None)
        if asked.order == NEWEST
        else among.most_supported((last.supports, last.pk) if last else None)
    )
    answers = Prefetch("responses", Response.objects.order_by("-revision").select_related("changed", "answer"))
    found = list(rows.select_related("citizen", "grouped__group").prefetch_related(answers)[: SIZE + 1])
    more = asked.url(after=str(found[SIZE - 1].pk)) if len(found) > SIZE else ""
    shown = found[:SIZE]
    places = Area.objects.in_bulk({comment.province for comment in shown})
    return DeskPage(asked, [_row(one, places, parts) for one in shown], among.count(), more)


@dataclass(frozen=True)
class GroupRow:
    """One issue group at the desk: how many of its comments wait, and its answer."""

    group: IssueGroup
    comments: int
    waiting: int
    answer: Answer | None

    @property
    def done(self) -> int:
        """Comments of the group that have an answer."""
        return self.comments - self.waiting


def groups(hearing: ConsultationPage) -> list[GroupRow]:
    """The issue groups of a hearing, most waiting comments first. Two queries."""
    stands = Q(members__comment__state=State.VISIBLE)
    unanswered = stands & Q(members__comment__responses__isnull=True)
    rows: Iterable[Any] = (
        IssueGroup.objects.about("hearing", hearing.public_id)
        .standing()
        .select_related("representative")
        .annotate(
            n=Count("members", filter=stands, distinct=True), left=Count("members", filter=unanswered, distinct=True)
        )
        .order_by("-left", "-n", "number")
    )
    answers = {row.group_id: row for row in _answers(hearing)}
    return [GroupRow(row, row.n, row.left, answers.get(row.pk)) for row in rows if row.n]


def groups_public(public_id: str) -> Q:
    """Whether everybody may see the issue groups: the agency shows them, or has answered one of them."""
    shown = Grouping.objects.published().filter(kind="hearing", public_id=public_id)
    return Q(Exists(shown)) | Q(Exists(Answer.objects.filter(hearing__public_id=public_id, group__isnull=False)))


def group_choices(hearing: ConsultationPage, *, public: bool = False) -> list[tuple[str, str]]:
    """The groups as a filter offers them; `public`: none before everybody may see them. One query."""
    rows = IssueGroup.objects.about("hearing", hearing.public_id).standing().order_by("number")
    if public:
        rows = rows.filter(groups_public(hearing.public_id))
    return [(str(row.number), str(row)) for row in rows]


def _answers(hearing: ConsultationPage) -> QuerySet[Answer]:
    found: QuerySet[Answer] = Answer.objects.filter(hearing=hearing).standing()
    return found


def _last(given: QuerySet[Response], decision: Decision) -> QuerySet[Response]:
    later = Response.objects.filter(comment=OuterRef("comment"), revision__gt=OuterRef("revision"))
    return given.filter(decision=decision).filter(~Exists(later))


def _row(comment: Comment, places: Mapping[str, Area], parts: Mapping[str, str]) -> Row:
    grouped = getattr(comment, "grouped", None)
    given = list(comment.responses.all())
    place, part = places.get(comment.province), parts.get(comment.part, "")
    return Row(comment, place, part, grouped.group if grouped else None, given[0] if given else None)


def _comment(identity: str) -> Comment | None:
    try:
        return Comment.objects.filter(pk=uuid.UUID(identity)).first() if identity else None
    except ValueError:
        return None


def changeable(hearing: ConsultationPage) -> list[Provision]:
    """The sections that an answer may name as changed: of the newest later version, else of this text. Two queries."""
    later = TextVersion.objects.filter(law=hearing.text.law_id, number__gt=hearing.text.number).order_by("-number")
    version = later.first() or hearing.text
    return list(Provision.objects.filter(version=version).commented().select_related("version__law"))
