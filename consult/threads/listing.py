"""Comments page by page: the hundred-thousandth page is as quick as the first.

A page ends with the values of its last row, and the next begins after them in the index of its order: nothing is
counted or skipped. The random order is the order of the ids, which are random, from a place that the seed in the
address gives, and round again to that place.
"""

import hashlib
import re
import secrets
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType
from urllib.parse import urlencode

from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from accounts.models import Area
from accounts.refusals import Sentence
from consult.threads.models import Comment
from consult.threads.querysets import CommentQuerySet
from consult.threads.states import Stance

SIZE = 50
NEWEST, SUPPORTED, DIVIDED, RANDOM = "newest", "supported", "divided", "random"
ORDERS: dict[str, Sentence] = {
    NEWEST: _("Newest first"),
    SUPPORTED: _("Most supported first"),
    DIVIDED: _("Most divided first"),
    RANDOM: _("In random order"),
}
REPLIES = 3  # shown below a comment in a list; all are on its own page
_FIRST = """
SELECT r.id FROM unnest(%s::uuid[]) AS opening(id) CROSS JOIN LATERAL (
  SELECT id FROM threads_comment WHERE replies_to_id = opening.id ORDER BY created_at, id LIMIT %s
) r
"""
_SHAPES = {
    "group": re.compile(r"[a-z][a-z0-9-]{0,19}"),
    "province": re.compile(r"[0-9]{2}"),
    "passage": re.compile(r"[0-9a-f]{16}"),
    "seed": re.compile(r"[0-9a-z]{1,12}"),
}


@dataclass(frozen=True)
class Asked:
    """What a reader asked for: which part (None: all), filters, in which order, from which seed, after which row."""

    part: str | None = None
    stance: str = ""
    group: str = ""
    province: str = ""
    passage: str = ""
    wording: bool = False
    order: str = NEWEST
    seed: str = ""
    after: str = ""
    fixed: bool = False  # the part is given by the page, not by the address

    @classmethod
    def of(cls, query: Mapping[str, str], part: str | None = None) -> "Asked":
        """From the address of a page; words that are none are left out."""
        stance, order = query.get("stance", ""), query.get("order", NEWEST)
        shaped = {name: query.get(name, "") for name in _SHAPES}
        return cls(
            part=query.get("part") or None if part is None else part,
            stance=stance if stance in Stance.values else "",
            wording=bool(query.get("wording", "")),
            order=order if order in ORDERS else NEWEST,
            after=query.get("after", ""),
            fixed=part is not None,
            **{name: value if _SHAPES[name].fullmatch(value) else "" for name, value in shaped.items()},
        )

    def url(self, **changes: str) -> str:
        """The address of the same list with some of it changed; a change of filter starts at its beginning."""
        other = replace(self, **{"after": "", **changes})  # type: ignore[arg-type]
        names = ("stance", "group", "province", "passage", "order", "seed", "after")
        values = {name: getattr(other, name) for name in names} | {"wording": "1" if other.wording else ""}
        if other.order == NEWEST:
            values["order"] = ""
        if other.order != RANDOM:
            values["seed"] = ""
        if other.part and not self.fixed:
            values["part"] = other.part
        return "?" + urlencode({name: value for name, value in values.items() if value})

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        chosen = (self.stance, self.group, self.province, self.passage, self.wording)
        return any(chosen) or bool(self.part and not self.fixed)

    def seeded(self) -> str:
        """The address of the same list with a seed, where the order is random and has none yet; else nothing."""
        return self.url(seed=secrets.token_hex(3)) if self.order == RANDOM and not self.seed else ""

    @property
    def without_passage(self) -> str:
        """The address of the same list about the whole part."""
        return self.url(passage="")

    @property
    def orders(self) -> list[dict[str, object]]:
        """The orders, as links."""
        return [
            {"href": self.url(order=code), "label": label, "current": code == self.order}
            for code, label in ORDERS.items()
        ]

    def narrow(self, rows: CommentQuerySet) -> CommentQuerySet:
        """The comments that were asked for."""
        names = ("stance", "group", "province", "passage")
        rows = rows.filter(**{name: value for name in names if (value := getattr(self, name))})
        rows = rows.with_wording() if self.wording else rows
        return rows if self.part is None else rows.filter(part=self.part)


@dataclass(frozen=True)
class Said:
    """One comment as a list shows it: the place of its author, the names of its part and group, first replies."""

    comment: Comment
    place: Area | None
    part: str
    group: Sentence = ""
    replies: list["Said"] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """One page of a list; `next_url` is empty on the last. The rest is what its filters offer."""

    asked: Asked
    said: list[Said]
    next_url: str
    parts: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, Sentence] = field(default_factory=dict)
    provinces: list[Area] = field(default_factory=list)
    orders: Mapping[str, Sentence] = field(default_factory=lambda: ORDERS)
    stances: list[tuple[str, Sentence]] = field(default_factory=lambda: list(Stance.choices))


def page_of(
    rows: CommentQuerySet, asked: Asked, parts: Mapping[str, str], size: int = SIZE,
    groups: Mapping[str, Sentence] = MappingProxyType({}),
) -> Page:  # fmt: skip
    """A page of the comments among `rows` (all on one subject), each with the first replies to it.

    Three queries besides what `rows` prefetches: comments, replies, provinces.
    """
    found = _read(asked.narrow(rows).openings().select_related("citizen"), asked, size + 1)
    more = asked.url(after=_mark(found[size - 1], asked.order)) if len(found) > size else ""
    provinces = list(Area.objects.filter(level=Area.Level.PROVINCE).order_by("code"))
    answers: dict[uuid.UUID | None, list[Comment]] = {}
    for reply in first_replies(found[:size]):
        answers.setdefault(reply.replies_to_id, []).append(reply)
    names = Names({area.code: area for area in provinces}, parts, groups)
    said = [names.said(comment, answers.get(comment.pk, ())) for comment in found[:size]]
    return Page(asked, said, more, parts, groups, provinces)


def with_places(
    comments: Sequence[Comment], parts: Mapping[str, str], groups: Mapping[str, Sentence] = MappingProxyType({})
) -> list[Said]:
    """Comments with the provinces of their authors. One query."""
    names = Names(Area.objects.in_bulk({comment.province for comment in comments}), parts, groups)
    return [names.said(comment) for comment in comments]


@dataclass(frozen=True)
class Names:
    """What the codes of a comment are called."""

    places: Mapping[str, Area]
    parts: Mapping[str, str]
    groups: Mapping[str, Sentence]

    def said(self, comment: Comment, replies: Iterable[Comment] = ()) -> Said:
        """One comment as a list shows it."""
        return Said(
            comment,
            self.places.get(comment.province),
            self.parts.get(comment.part, ""),
            self.groups.get(comment.group, ""),
            [self.said(reply) for reply in replies],
        )


@dataclass(frozen=True)
class Thread:
    """A page of the replies to one comment, the first first."""

    said: list[Said]
    next_url: str


def thread(
    rows: CommentQuerySet, after: str = "", parts: Mapping[str, str] = MappingProxyType({}),
    groups: Mapping[str, Sentence] = MappingProxyType({}),
) -> Thread:  # fmt: skip
    """A page of `rows` (the replies to one comment, in order) after the one that the address names. Two queries."""
    moment = _moment(*_marked(after))
    rows = rows.select_related("citizen")
    found = list((rows.later_than(*moment) if moment else rows)[: SIZE + 1])
    more = f"?{urlencode({'after': _mark(found[SIZE - 1], NEWEST)})}" if len(found) > SIZE else ""
    return Thread(with_places(found[:SIZE], parts, groups), more)


def first_replies(comments: Sequence[Comment]) -> list[Comment]:
    """The first few replies to each of these, however many there are. One query."""
    first = RawSQL(_FIRST, [[str(comment.pk) for comment in comments], REPLIES])  # noqa: S611  (a constant)
    rows = Comment.objects.filter(pk__in=first).select_related("citizen")
    return list(rows.order_by("created_at", "id"))


def _read(rows: CommentQuerySet, asked: Asked, limit: int) -> list[Comment]:
    if asked.order == RANDOM:
        return _shuffled(rows, asked, limit)
    value, identity = _marked(asked.after)
    if asked.order == NEWEST:
        return list(rows.newest(_moment(value, identity))[:limit])
    after = (int(value), identity) if identity and value.isdecimal() and len(value) < 10 else None
    return list((rows.most_divided(after) if asked.order == DIVIDED else rows.most_supported(after))[:limit])


def _shuffled(rows: CommentQuerySet, asked: Asked, limit: int) -> list[Comment]:
    """From the place of the seed to the end, then from the beginning to that place."""
    start = uuid.UUID(bytes=hashlib.sha256(asked.seed.encode()).digest()[:16])
    last = _marked(asked.after)[1] or start
    if last < start:
        return list(rows.shuffled(last, until=start)[:limit])
    return list(rows.come_round(last, start, limit)[:limit])


def _mark(comment: Comment, order: str) -> str:
    """The values by which a row stands in its order, as an address carries them."""
    if order == NEWEST:
        # Microseconds since 1970: exact, as the column is.
        value = int(comment.created_at.timestamp()) * 1_000_000 + comment.created_at.microsecond
    else:
        value = {SUPPORTED: comment.supports, DIVIDED: comment.divided}.get(order, 0)
    return f"{value}.{comment.pk.hex}"


def _marked(mark: str) -> tuple[str, uuid.UUID | None]:
    value, _dot, identity = mark.partition(".")
    try:
        return value, uuid.UUID(identity)
    except ValueError:
        return "", None


def _moment(value: str, identity: uuid.UUID | None) -> tuple[datetime, uuid.UUID] | None:
    if identity is None or not re.fullmatch(r"[0-9]{1,17}", value):
        return None
    seconds, rest = divmod(int(value), 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest), identity
