"""Ideas as open data: every idea that is shown, and its support; never the author."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from consult.ideas.models import Idea
from realtime.feeds import news
from realtime.feeds.catalogue import Column, Dataset, Subject, register


def subjects() -> Iterator[Subject]:
    """Every agency that was asked something."""
    asked = Idea.objects.shown().order_by().values("agency")
    for agency in Agency.objects.filter(pk__in=asked).order_by("slug"):
        yield _subject(agency)


def find(slug: str) -> Subject | None:
    """One agency that was asked something, or None."""
    agency = Agency.objects.filter(slug=slug).first()
    return _subject(agency) if agency and Idea.objects.shown().filter(agency=agency).exists() else None


def rows(slug: str) -> Iterator[tuple[str, str, str, str, str, str, int, str, datetime, datetime | None]]:
    """One row for each idea that is shown, the most supported first."""
    found = Idea.objects.shown().filter(agency__slug=slug).order_by("-supports", "-created_at", "-id")
    for idea in found.iterator(1000):
        yield (
            idea.public_id, idea.kind, idea.title, idea.act_title, idea.body, idea.province, idea.supports,
            idea.channel, idea.created_at, idea.answered_at,
        )  # fmt: skip


def latest_news() -> Iterator[news.Item]:
    """Ideas as they were proposed, newest first."""
    for idea in Idea.objects.shown().order_by("-created_at")[: news.LIMIT]:
        yield news.Item(
            id=f"{idea.public_id}/proposed",
            title=gettext("Idea: {title}").format(title=idea.title),
            summary=idea.body[:400],
            url=idea.get_absolute_url(),
            at=idea.created_at,
            agency=str(idea.agency),
        )


def _subject(agency: Agency) -> Subject:
    return Subject(agency.slug, agency.name, agency.name_en, f"/ideas/?agency={agency.slug}", agency.name)


_COLUMNS = (
    Column("id", "string", _("id of the idea")),
    Column("kind", "string", _("topic, law, amend, repeal or evaluate")),
    Column("title", "string", _("title of the idea")),
    Column("act", "string", _("the Act that it is about")),
    Column("body", "string", _("the words, as written")),
    Column("province_code", "area", _("province of the author on the day of writing")),
    Column("supports", "integer", _("people who support it")),
    Column("channel", "string", _("online, counter or paper")),
    Column("at", "datetime", _("when it was proposed")),
    Column("answered_at", "datetime", _("when the agency answered; empty while it waits")),
)
register(
    Dataset(
        id="ideas",
        kind="idea",
        whole=True,
        drawn=("title", "supports"),
        title=_("Ideas for laws, and requests to repeal or amend"),
        columns=_COLUMNS,
        description=_("What people propose to an agency, with support and answer; never the author."),
        rows=rows,
        subjects=subjects,
        find=find,
    )
)
news.register("ideas", _("New ideas for laws"), latest_news)
