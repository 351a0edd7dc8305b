"""Who reports on works, and which projects have one."""

from accounts.access import has_role
from accounts.models import Role
from budgets.rounds import standing
from budgets.rounds.models import Result, Round
from budgets.works.models import Work


def may_report(user: object, round_: Round) -> bool:
    """Authors and heads of the agency."""
    return has_role(user, round_.page.agency, Role.AUTHOR, Role.HEAD)  # type: ignore[arg-type]


def funded(round_: Round) -> list[str]:
    """The codes of the projects that won, in the order of funding; none before the count. Two queries."""
    result = Result.objects.filter(round=round_).first()
    return list(standing.of(result).outcome["funded"]) if result else []


def waiting(round_: Round) -> list[str]:
    """Funded projects whose work has no plan yet. Three queries."""
    begun = set(Work.objects.of(round_.pk).values_list("project__code", flat=True))
    return [code for code in funded(round_) if code not in begun]
