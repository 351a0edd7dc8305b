"""Who may vote in a round: its rules, readable by everybody."""

from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.taking_part import processes
from accounts.taking_part.processes import Process
from budgets.rounds import rules
from budgets.rounds.models import Round


def find(public_id: str) -> Process | None:
    """The rules of a published round. One query."""
    round_ = Round.objects.published().filter(page__public_id=public_id).with_page().first()
    if round_ is None:
        return None
    once = _("Each person has one ballot; cast again, the last one counts, and nobody can see a choice.")
    own = _("A ballot may choose projects of one's own district and of the whole area.")
    return Process(
        title=in_language(round_.page, "title"),
        url=round_.get_absolute_url(),
        act=_("Voting in the round"),
        rules=rules.eligible(round_),
        source=_("The local authority set them for this round and announced them before proposals were taken."),
        frozen=bool(round_.rules_hash),
        more=(once, own) if round_.page.own_district else (once,),
    )


processes.register("round", find)
