"""Who may sign a petition: its rules, readable by everybody."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.taking_part import processes
from accounts.taking_part.processes import Process
from petitions.models import Petition
from petitions.rules import Signable, eligibility_for


def find(public_id: str) -> Process | None:
    """The rules of a published petition. At most two queries."""
    petition = Petition.objects.published().filter(public_id=public_id).first()
    if petition is None:
        return None
    frozen = bool(petition.rules)
    return Process(
        title=in_language(petition, "title"),
        url=petition.get_absolute_url(),
        act=_("Signing the petition"),
        rules=Signable.of(petition).eligibility if frozen else eligibility_for(petition),
        source=format_lazy("{kind}: {law}", kind=petition.preset.name, law=petition.preset.law),
        frozen=frozen,
        more=(_("Each person signs once, on whatever way; a name can be taken back while names are collected."),),
    )


processes.register("petition", find)
