"""Proposals as open data: words, support and decision of each that can be read; never the author."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgets.proposals.models import Proposal
from budgets.rounds.models import Round
from realtime.feeds.catalogue import Column, Dataset, Subject, register


def subjects() -> Iterator[Subject]:
    """Every round with proposals."""
    for round_ in Round.objects.published().filter(proposals__isnull=False).distinct().order_by("pk"):
        yield _subject(round_)


def find(public_id: str) -> Subject | None:
    """One round with proposals, or None."""
    found = Round.objects.published().filter(page__public_id=public_id, proposals__isnull=False).first()
    return _subject(found) if found else None


def rows(public_id: str) -> Iterator[tuple[str, str, str, str, str, str, int, str, str, datetime]]:
    """One row for each proposal that can be read, the most supported first."""
    found = Proposal.objects.public().readable().filter(round__page__public_id=public_id).select_related("project")
    for one in found.ranked().iterator(1000):
        yield (
            one.public_id, one.title, one.body, one.place, one.district_id or "", one.state, one.supports,
            one.project.code if one.project else "", one.channel, one.created_at,
        )  # fmt: skip


def _subject(round_: Round) -> Subject:
    page = round_.page
    return Subject(page.public_id, page.title, page.title_en, f"/rounds/{page.public_id}/proposals/", page.agency.name)


_COLUMNS = (
    Column("id", "string", _("id of the proposal")),
    Column("title", "string", _("title of the proposal")),
    Column("body", "string", _("the words, as written")),
    Column("place", "string", _("the place, as written")),
    Column("district_code", "area", _("district that the author named; empty for all of it")),
    Column("state", "string", _("shown, merged, split, accepted or refused")),
    Column("supports", "integer", _("co-sponsors")),
    Column("project", "string", _("code of the project that it became")),
    Column("channel", "string", _("online, counter or paper")),
    Column("at", "datetime", _("when it was handed in")),
)
register(
    Dataset(
        id="round-proposals",
        drawn=("title", "supports"),
        kind="round",
        title=_("Proposals of budget rounds"),
        columns=_COLUMNS,
        description=_("What people propose in a round, with support and decision; never the author."),
        rows=rows,
        subjects=subjects,
        find=find,
    )
)
