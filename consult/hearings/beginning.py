"""Beginning a hearing from another process: a draft page with the text and the announcement filled in."""

from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop, override
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cms import origins, tree
from cms.origins import Draft, Origin
from consult.hearings.models import ConsultationPage
from consult.hearings.models.page import new_public_id
from consult.hearings.states import Kind
from consult.texts import store
from consult.texts.kinds import Kind as Part
from consult.texts.models import Law, TextVersion
from consult.texts.reading import Node

DAYS = 30  # of the hearing proposed: the law asks for 15 (cabinet resolution of 2560)


def begin(origin: Origin, by: User) -> Draft:
    """An unpublished hearing on what `origin` proposes. The officer completes it; the head approves it as any other."""
    opens = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=7)
    public_id = new_public_id()
    page = ConsultationPage(
        slug=public_id,
        public_id=public_id,
        title=origin.title,
        title_en=origin.title_en,
        summary=origin.summary,
        summary_en=origin.summary_en,
        kind=Kind.DRAFT if origin.sections else Kind.PRINCIPLE,
        text=_text(origin),
        opens_at=opens,
        closes_at=opens + timedelta(days=DAYS),
        problem=origin.reasons,
        purpose=origin.summary,
        purpose_en=origin.summary_en,
        main_points=origin.summary,
        main_points_en=origin.summary_en,
        live=False,
        **_usual(),
    )
    _complete(page)
    tree.agency_page(origin.agency).add_child(instance=page)
    page.save_revision(user=by)
    return Draft(public_id, reverse("wagtailadmin_pages:edit", args=[page.pk]))


_USUAL = {
    "method": gettext_noop("Online on this site, on paper and at the agency's counters."),
    "affected": gettext_noop("Those who signed the petition, and everybody whom its proposal touches."),
    "necessity": gettext_noop("The agency has still to say whether permits, committees or penalties are proposed."),
    "influence": gettext_noop("The whole proposal: nothing has been decided."),
}


def _usual() -> dict[str, str]:
    """What the announcement says unless the officer writes otherwise, in both languages."""
    words: dict[str, str] = {}
    for ending, language in (("", "th"), ("_en", "en")):
        with override(language):
            words |= {f"{name}{ending}": gettext(msgid) for name, msgid in _USUAL.items()}
    return words


def _complete(page: ConsultationPage) -> None:
    """What the announcement must say and only the agency knows is marked as still to be written."""
    with override("th"):
        waiting = gettext("To be written by the agency before publication.")
    for field in page._meta.local_fields:
        if isinstance(field, models.TextField) and not field.blank and not getattr(page, field.name):
            setattr(page, field.name, waiting)


def _text(origin: Origin) -> TextVersion:
    """The drafted law section by section; without one, what is asked for and why."""
    law, _made = Law.objects.get_or_create(
        slug=f"{origin.kind}-{origin.public_id}"[:50],
        defaults={
            "title": origin.title,
            "title_en": origin.title_en,
            "status": Law.Status.DRAFT,
            "year_be": timezone.localdate().year + 543,
        },
    )
    parts = origin.sections or [("", origin.summary), ("", origin.reasons)]
    nodes = [_node(place, label, text) for place, (label, text) in enumerate(parts, start=1)]
    return law.versions.first() or store.store(law=law, label=origin.title[:80], nodes=nodes)


def _node(place: int, label: str, text: str) -> Node:
    eid = f"sec_{place}"
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    paragraphs = [Node(Part.PARAGRAPH, f"{eid}__para_{n}", "", line) for n, line in enumerate(lines, start=1)]
    return Node(Part.SECTION, eid, label or f"{place}", children=paragraphs)


origins.register("hearing", _("Open a public hearing from it"), begin)
