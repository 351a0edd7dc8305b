"""Whether the announcement of the 2562 Act s.14 is complete, field by field."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence
from consult.hearings.models.page import ConsultationPage
from consult.hearings.states import Kind


@dataclass(frozen=True)
class Item:
    """One thing the announcement must say: where the Act asks for it, and whether it is said."""

    field: str
    label: Sentence
    source: Sentence
    met: bool


# Field, what it says, where the law asks for it.
_WORDS: tuple[tuple[str, Sentence, Sentence], ...] = (
    ("title", _("Title"), ""),
    ("summary", _("Summary in plain words"), ""),
    ("text", _("The text that is asked about"), _("2562 Act s.14")),
    ("method", _("Method of the hearing"), _("2562 Act s.14")),
    ("opens_at", _("Opening day"), _("2562 Act s.14")),
    ("closes_at", _("Closing day"), _("2562 Act s.14")),
    ("problem", _("Problem, its causes, and the need for a law"), _("2562 Act s.14 (1)")),
    ("purpose", _("Purpose and intended results"), _("2562 Act s.14 (1)")),
    ("main_points", _("Main points in plain words"), _("2562 Act s.14 (2)")),
    ("affected", _("Who is affected, and how"), _("2562 Act s.14 (3)")),
    ("necessity", _("Reasons for permits, committees or criminal penalties, or that there are none"),
     _("2562 Act s.14 (4)")),
    ("influence", _("What can still be influenced"), ""),
)  # fmt: skip


def checklist(page: ConsultationPage) -> list[Item]:
    """Everything the announcement must say, in the order of the Act, and whether it is said."""
    items = [Item(name, label, source, _said(page, name)) for name, label, source in _WORDS]
    if page.follows_id:
        said = bool(page.changed_since.strip())
        items.append(Item("changed_since", _("What changed since the earlier stage"), "", said))
    return items


def missing(page: ConsultationPage) -> list[Item]:
    """What is not said yet."""
    return [item for item in checklist(page) if not item.met]


def _said(page: ConsultationPage, name: str) -> bool:
    if name == "text":
        return page.text_id is not None
    value = getattr(page, name)
    return bool(value.strip() if isinstance(value, str) else value)


def stages(page: ConsultationPage) -> list[ConsultationPage]:
    """Every published stage of the undertaking, the first first; only this one when it stands alone. ≤ 4 queries."""
    if page.kind == Kind.EX_POST or not page.pk:
        return [page]
    found, earlier = [page], page.follows
    while earlier and len(found) < 6:
        found.insert(0, earlier)
        earlier = earlier.follows
    later = ConsultationPage.objects.published().filter(follows=page).first()
    return [*found, later] if later else found
