"""Who may do what with a proposal."""

from accounts import eligibility
from accounts.access import has_role
from accounts.models import Citizen, Role, User
from budgets.proposals.models import Proposal, Reviewer
from budgets.rounds import rules as of_round
from budgets.rounds.models import Round

OPINIONS = 2  # reviewers without an interest who must have spoken before a decision
LEAST = 20  # characters of a reason


def eligible(round_: Round) -> eligibility.Rules:
    """Who may propose and stand behind a proposal: those who may vote."""
    return of_round.eligible(round_)


def may_withdraw(citizen: Citizen | None, proposal: Proposal) -> bool:
    """Its author, until review has decided."""
    return citizen is not None and citizen.pk == proposal.citizen_id and proposal.waiting


def may_name_reviewers(user: object, round_: Round) -> bool:
    """The head of the agency, until the ballot is announced."""
    return isinstance(user, User) and round_.in_review and has_role(user, round_.page.agency, Role.HEAD)


def reviewer_of(user: object, round_: Round) -> Reviewer | None:
    """This officer among the named reviewers; None when they are none, or lost the role since. Two queries."""
    if not isinstance(user, User) or not has_role(user, round_.page.agency, *of_round.REVIEWING):
        return None
    return Reviewer.objects.filter(round=round_, user=user).first()


def may_review(user: object, proposal: Proposal) -> bool:
    """A named reviewer, once, while it is undecided."""
    reviewer = reviewer_of(user, proposal.round) if proposal.waiting and proposal.round.in_review else None
    return reviewer is not None and not proposal.opinions.filter(reviewer=reviewer).exists()


def conflicted(user: User, proposal: Proposal) -> bool:
    """Whether this officer declared an interest in it."""
    return proposal.opinions.filter(reviewer__user=user, conflict=True).exists()


def may_decide(user: object, proposal: Proposal) -> bool:
    """The head of the agency or a named reviewer; never one who declared an interest. Appeals: somebody else."""
    if not isinstance(user, User) or not proposal.round.in_review or conflicted(user, proposal):
        return False
    deciding = has_role(user, proposal.round.page.agency, Role.HEAD) or reviewer_of(user, proposal.round) is not None
    if proposal.waiting:
        return deciding
    return deciding and under_appeal(proposal) and not proposal.decisions.filter(by=user).exists()


def under_appeal(proposal: Proposal) -> bool:
    """Refused, appealed, and not decided again."""
    appealed = proposal.state == "refused" and hasattr(proposal, "appeal")
    return appealed and proposal.decisions.count() == 1


def may_appeal(citizen: Citizen | None, proposal: Proposal) -> bool:
    """Its author, once, after a refusal and before the ballot is announced."""
    own = citizen is not None and citizen.pk == proposal.citizen_id
    return own and proposal.state == "refused" and proposal.round.in_review and not hasattr(proposal, "appeal")


def may_arrange(user: object, round_: Round) -> bool:
    """Joining and dividing: named reviewers, until the ballot is announced."""
    return round_.in_review and reviewer_of(user, round_) is not None


def may_moderate(user: object, round_: Round) -> bool:
    """A moderator of the agency."""
    return isinstance(user, User) and has_role(user, round_.page.agency, Role.MODERATOR)
