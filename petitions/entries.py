"""What the entries of paper and hand-over are called in the record."""

from django.utils.translation import gettext_lazy as _

from realtime.record import kinds

kinds.register(
    {
        "petition.sheet": _("Sheet of names recorded"),
        "petition.sample": _("Sample of paper lines drawn"),
        "petition.sampled": _("Sample of paper lines checked"),
        "petition.package": _("Manifest of the names handed over"),
        "petition.received": _("Names received by the authority"),
        "petition.erased": _("Personal data of the names erased"),
        "agency.key": _("Key of an agency for receiving names"),
    }
)
