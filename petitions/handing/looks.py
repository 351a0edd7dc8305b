"""Who fetched a package, as each person in it sees it among the looks at their data."""

from collections.abc import Iterable

from accounts import privacy
from accounts.models import AccessLog, Citizen
from petitions.models import PackageLook


@privacy.register_looks
def looks_at(citizen: Citizen) -> Iterable[AccessLog]:
    """One line for every fetch of a package with this person's name. One query."""
    found = PackageLook.objects.filter(package__petition__signatures__citizen=citizen).select_related(
        "officer", "package__petition__addressee"
    )
    for look in found.distinct()[:50]:
        agency = look.package.petition.addressee
        yield AccessLog(citizen=citizen, officer=look.officer, agency=agency, why=AccessLog.Why.HANDED, at=look.at)
