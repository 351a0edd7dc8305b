"""Who may take part in a hearing: its rules, readable by everybody."""

from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.taking_part import processes
from accounts.taking_part.processes import Process
from consult.hearings.models import ConsultationPage


def find(public_id: str) -> Process | None:
    """The rules of a published hearing. One query."""
    hearing = ConsultationPage.objects.published().filter(public_id=public_id).first()
    if hearing is None:
        return None
    return Process(
        title=in_language(hearing, "title"),
        url=hearing.get_absolute_url(),
        act=_("Commenting on the draft and answering its questions"),
        rules=hearing.rules,
        source=_(
            "The agency wrote them into the announcement of the hearing, under the Act of B.E. 2562 (2019) on drafting "
            "and evaluating laws: it must hear those concerned and the public."
        ),
        more=(_("Organisations are heard as well: a person speaks for them, and says so."),),
    )


processes.register("hearing", find)
