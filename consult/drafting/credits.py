"""Whose words stand in a version: what `consult.texts.credited` asks for."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.bilingual import in_language
from accounts.models import Area
from consult.drafting.models import Credit
from consult.texts import credited
from consult.texts.credited import Place
from consult.threads.models import Comment


def of(versions: Sequence[int]) -> dict[Place, list[credited.Credit]]:
    """Credits by version and provision. One query; a second one for places where there are any."""
    rows = Credit.objects.filter(provision__version__in=versions).select_related("provision", "comment__citizen")
    found = list(rows.order_by("created_at"))
    places = Area.objects.in_bulk({row.comment.province for row in found}) if found else {}
    shown: dict[Place, list[credited.Credit]] = {}
    for row in found:
        who = author(row.comment, places.get(row.comment.province))
        credit = credited.Credit(who, row.edited, row.comment.get_absolute_url())
        shown.setdefault((row.provision.version_id, row.provision.eid), []).append(credit)
    return shown


def author(comment: Comment, place: Area | None) -> str:
    """The author's name if they show it; otherwise where they are from."""
    if comment.name_public:
        return f"{comment.citizen.given_name} {comment.citizen.family_name}"
    return _("a person from %(place)s") % {"place": in_language(place, "name")} if place else _("a person")
