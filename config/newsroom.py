"""Followers hear of every official step: what sealing writes into the record is told to who follows its subject.

Here, because the record, the site's processes and people's notices know nothing of each other.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils.translation import get_language, gettext_noop

from accounts.eligibility import COUNTRY
from accounts.models import Area
from accounts.notices import following, telling
from accounts.notices.models import Follow
from cms import processes
from cms.models import AgencyPage
from petitions.models import Event
from realtime.record import kinds, projections
from realtime.record.projections import Sealed

# Official steps, by the kind of their entry. Acts of citizens are never news to others.
STEPS = (
    "hearing.published", "hearing.extended", "hearing.cancelled", "hearing.opened", "hearing.closed", "hearing.report",
    "hearing.finished", "round.opened", "round.closed", "round.counted", "budget.published", "budget.stage",
    "budget.changed", "budget.spending", "budget.contracts",
    *(f"petition.{event}" for event in Event.Kind.values),
)  # fmt: skip


# Steps with which something new begins: told to who follows its place or its agency, too.
BEGINNINGS = {"hearing.published", "round.opened", "petition.opened", "budget.published"}


def describe(kind: str, public_id: str) -> following.About | None:
    """A process, an agency or a place as its followers see it."""
    if kind == "area":
        return _place(public_id)
    if kind == "agency":
        return _agency(public_id)
    card = processes.find(kind, public_id)
    return following.About(card.title, card.url) if card else None


def _place(code: str) -> following.About | None:
    area = Area.objects.filter(pk=code).first()
    question = {2: f"?province={code}", 4: f"?province={code[:2]}&district={code}"}.get(len(code), "")
    return following.About(str(area), f"/{get_language()}/{question}") if area else None


def _agency(slug: str) -> following.About | None:
    page = AgencyPage.objects.live().select_related("agency").filter(agency__slug=slug).first()
    return following.About(str(page.agency), f"/{get_language()}/{page.path_below_home}") if page else None


def tell(batch: Sequence[Sealed], _size: int) -> Iterable[str]:
    """Tell the followers of each subject in the batch. Exactly once: it runs inside the sealing transaction."""
    for entry in batch:
        if following.followed(entry.subject) and following.describe(entry.subject):
            _tell(entry)
        if entry.kind in BEGINNINGS:
            _announce(entry)
    return ()


def _announce(entry: Sealed) -> None:
    """Something begins: tell who follows its agency, or a place that it is for. What is for the whole country is told
    to followers of the country only, and nobody is told twice."""
    card = processes.find(*entry.subject.split("/", 1))
    if card is None:
        return
    here = Q(about=f"agency/{card.agency_slug}")
    for code in card.areas:
        around = [f"area/{code[:digits]}" for digits in (2, 4, 6) if digits <= len(code)]
        here |= Q(about__in=around) if code == COUNTRY else Q(about__in=around) | Q(about__startswith=f"area/{code}")
    telling.tell(
        users=Follow.objects.filter(here).exclude(user__follows__about=entry.subject).values("user_id").distinct(),
        kind=entry.kind,
        about=entry.subject,
        path=lambda: _about(entry).url,
        heading=gettext_noop("%(step)s: %(title)s"),
        values=lambda: {"step": kinds.label(entry.kind), "title": _about(entry).title},
        once=f"begun/{entry.subject}",
    )


def _about(entry: Sealed) -> following.About:
    found = following.describe(entry.subject)
    assert found is not None  # noqa: S101  (asked before)
    return found


def _tell(entry: Sealed) -> None:
    telling.tell_followers(
        kind=entry.kind,
        about=entry.subject,
        path=lambda: _about(entry).url,
        heading=gettext_noop("%(step)s: %(title)s"),
        values=lambda: {"step": kinds.label(entry.kind), "title": _about(entry).title},
    )


def connect() -> None:
    """Listen to sealing, and let followed processes be named (from the app's `ready`)."""
    following.describe_with(describe)
    projections.register(*STEPS)(tell)
