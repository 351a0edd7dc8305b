"""Comments page by page: the hundred-thousandth page is as quick as the first."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from accounts.models import Area
from accounts.refusals import Sentence
from consult.threads.models import Comment
from consult.threads.querysets import CommentQuerySet
from consult.threads.states import Stance

SIZE = 50
NEWEST, SUPPORTED = "newest", "supported"
ORDERS: dict[str, Sentence] = {NEWEST: _("Newest first"), SUPPORTED: _("Most supported first")}


@dataclass(frozen=True)
class Asked:
    """What a reader asked for: which part (None: all), which stance, in which order, after which comment."""

    part: str | None = None
    stance: str = ""
    order: str = NEWEST
    after: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str], part: str | None = None) -> "Asked":
        """From the address of a page; words that are none are left out."""
        stance, order = query.get("stance", ""), query.get("order", NEWEST)
        return cls(
            part=query.get("part") or None if part is None else part,
            stance=stance if stance in Stance.values else "",
            order=order if order in ORDERS else NEWEST,
            after=query.get("after", ""),
        )

    def url(self, **changes: str) -> str:
        """The address of the same list with some of it changed; a change of filter starts at its beginning."""
        other = replace(self, **{"after": "", **changes})
        values = {"stance": other.stance, "order": other.order, "after": other.after}
        if self.part and "part" not in changes:
            values["part"] = self.part
        return "?" + urlencode({name: value for name, value in values.items() if value})

    @property
    def stances(self) -> list[dict[str, object]]:
        """The filters by stance, as links."""
        every: list[tuple[str, Sentence]] = [("", _("All stances")), *Stance.choices]
        return [
            {"href": self.url(stance=code), "label": label, "current": code == self.stance} for code, label in every
        ]

    @property
    def orders(self) -> list[dict[str, object]]:
        """The orders, as links."""
        return [
            {"href": self.url(order=code), "label": label, "current": code == self.order}
            for code, label in ORDERS.items()
        ]


@dataclass(frozen=True)
class Said:
    """One comment as a list shows it: with the place of its author and what its part is called."""

    comment: Comment
    place: Area | None
    part: str


@dataclass(frozen=True)
class Page:
    """One page of a list; `next_url` is empty on the last."""

    asked: Asked
    said: list[Said]
    next_url: str


def page_of(rows: CommentQuerySet, asked: Asked, parts: Mapping[str, str], size: int = SIZE) -> Page:
    """A page of `rows` (all on one subject). At most three queries besides what `rows` prefetches."""
    if asked.part is not None:
        rows = rows.filter(part=asked.part)
    if asked.stance:
        rows = rows.filter(stance=asked.stance)
    last = _comment(asked.after)
    rows = rows.most_supported(last) if asked.order == SUPPORTED else rows.newest(last)
    found = list(rows.select_related("citizen")[: size + 1])
    more = asked.url(after=str(found[size - 1].pk)) if len(found) > size else ""
    return Page(asked, with_places(found[:size], parts), more)


def with_places(comments: list[Comment], parts: Mapping[str, str]) -> list[Said]:
    """Comments with the provinces of their authors. One query."""
    places = Area.objects.in_bulk({comment.province for comment in comments})
    return [Said(comment, places.get(comment.province), parts.get(comment.part, "")) for comment in comments]


def _comment(identity: str) -> Comment | None:
    try:
        return Comment.objects.filter(pk=uuid.UUID(identity)).first() if identity else None
    except ValueError:
        return None
