"""Review: naming reviewers, opinions or declared interests, the decision with its estimate, the one appeal."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.access import has_role
from accounts.models import Citizen, User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from budgets.proposals import rules, telling
from budgets.proposals.actions.proposing import move
from budgets.proposals.models import Appeal, CostLine, Decision, Opinion, Proposal, Reviewer
from budgets.proposals.states import State
from budgets.rounds.models import Project, Round
from budgets.rounds.rules import REVIEWING
from realtime.record import append, canonical
from realtime.record.append import Receipt


@dataclass(frozen=True)
class Finding:
    """What a reviewer found: can it be done, is it lawful, each with its reason."""

    feasible: bool
    feasible_reason: str
    legal: bool
    legal_reason: str


@dataclass(frozen=True)
class Cost:
    """One line of the estimate, in baht."""

    words: str
    amount: Decimal


@transaction.atomic
def name_reviewer(*, by: User, round: Round, user: User, title: str, title_en: str = "") -> Reviewer:
    """Name an officer of the agency as a reviewer, by name and position, for everybody to read."""
    if not rules.may_name_reviewers(by, round):
        raise PermissionDenied
    if not has_role(user, round.page.agency, *REVIEWING):
        raise Refused(_("A reviewer is an author, reviewer or head of this agency."))
    if not title.strip():
        raise Refused(_("Say which position the reviewer holds."))
    values = {"title": title, "title_en": title_en, "named_by": by}
    reviewer, made = Reviewer.objects.get_or_create(round=round, user=user, defaults=values)
    if not made:
        raise AlreadyDone(_("This person is a reviewer of this round already."))
    append.append("round.reviewer-named", round.subject, {"name": user.name, "position": title})
    return reviewer


@transaction.atomic
def declare_conflict(*, by: User, proposal: Proposal, words: str) -> Receipt:
    """Say that one has an interest in a proposal, and stand aside. Nothing can be decided by this officer then."""
    reviewer = _reviewer(by, proposal)
    if not words.strip():
        raise Refused(_("Say which interest you have; everybody can read it."))
    _give(Opinion(proposal=proposal, reviewer=reviewer, conflict=True, conflict_words=words))
    return append.append("proposal.conflict", proposal.subject, {"reviewer": reviewer.pk, "words": words})


@transaction.atomic
def give_opinion(*, by: User, proposal: Proposal, finding: Finding) -> Receipt:
    """A reviewer's opinion: feasibility and legality, both with reasons. Given once, never changed.

    Raises PermissionDenied for anyone but a named reviewer, Refused for a reason too short, AlreadyDone twice.
    """
    reviewer = _reviewer(by, proposal)
    if min(len(finding.feasible_reason.strip()), len(finding.legal_reason.strip())) < rules.LEAST:
        raise Refused(_("Both reasons need at least 20 characters: people will read them."))
    _give(Opinion(proposal=proposal, reviewer=reviewer, conflict=False, **vars(finding)))
    body = {"reviewer": reviewer.pk, "feasible": finding.feasible, "legal": finding.legal}
    reasons = canonical.text_fingerprint(f"{finding.feasible_reason}\x1f{finding.legal_reason}")
    return append.append("proposal.opinion", proposal.subject, body | {"reasons": reasons})


@transaction.atomic
def decide(
    *, by: User, proposal: Proposal, accepted: bool, reason: str, costs: Sequence[Cost] = (), title_en: str = "",
    reason_en: str = "",
) -> Receipt:  # fmt: skip
    """Accept (it becomes a project, costed by its estimate) or refuse, with a reason. Everybody behind it is told.

    Raises PermissionDenied for those who may not, Refused when two opinions are missing, the reason is too short, the
    estimate is empty, or a reviewer found it unlawful; AlreadyDone when somebody decided meanwhile.
    """
    held = Proposal.objects.select_for_update(of=("self",)).select_related("round__page__agency").get(pk=proposal.pk)
    if not rules.may_decide(by, held):
        raise PermissionDenied
    _ready(held, accepted, reason, costs)
    instance = Decision.Instance.FIRST if held.waiting else Decision.Instance.APPEAL
    project = _adopt(held, costs, title_en) if accepted else None
    if accepted or held.waiting:
        move(held, State.ACCEPTED if accepted else State.REFUSED, project=project)
    made = Decision.objects.create(
        proposal=held, instance=instance, accepted=accepted, reason=reason, reason_en=reason_en, by=by
    )
    telling.decided(held, made)
    proposal.refresh_from_db(fields=["state", "project"])
    body = {"accepted": accepted, "instance": int(instance), "reason": canonical.text_fingerprint(reason)}
    cost = f"{project.cost:.2f}" if project else ""
    return append.append(
        "proposal.decided", held.subject, body | {"project": project.code if project else "", "cost": cost}
    )


@transaction.atomic
def appeal(*, by: Citizen, proposal: Proposal, words: str) -> Receipt:
    """Ask once that a refusal be looked at again, by somebody who has not decided."""
    if proposal.citizen_id != by.pk:
        raise NotEligible(_("Only the person who handed in a proposal can appeal."))
    if Appeal.objects.filter(proposal=proposal).exists():
        raise AlreadyDone(_("You have appealed already. It can be done once."), next_url=proposal.get_absolute_url())
    if not rules.may_appeal(by, proposal):
        raise Closed(
            _("An appeal is possible after a refusal and before the ballot is announced."),
            next_url=proposal.get_absolute_url(),
        )
    if len(words.strip()) < rules.LEAST:
        raise Refused(_("Say in at least 20 characters why the decision is wrong."))
    Appeal.objects.create(proposal=proposal, words=words)
    return append.append("proposal.appealed", proposal.subject, {"words": canonical.text_fingerprint(words)})


def _reviewer(by: User, proposal: Proposal) -> Reviewer:
    reviewer = rules.reviewer_of(by, proposal.round)
    if reviewer is None:
        raise PermissionDenied
    if not proposal.waiting or not proposal.round.in_review:
        raise Closed(_("Review has decided about this proposal already."), next_url=proposal.get_absolute_url())
    return reviewer


def _give(opinion: Opinion) -> None:
    try:
        with transaction.atomic():
            opinion.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyDone(
            _("You have given your opinion already. It stands."), next_url=opinion.proposal.get_absolute_url()
        ) from error


def _ready(held: Proposal, accepted: bool, reason: str, costs: Sequence[Cost]) -> None:
    opinions = list(held.opinions.filter(conflict=False))
    if len(opinions) < rules.OPINIONS:
        raise Refused(_("Two reviewers without an interest must have given their opinion first."))
    if len(reason.strip()) < rules.LEAST:
        raise Refused(_("A decision needs a reason of at least 20 characters that everybody can read."))
    if accepted and not all(opinion.legal for opinion in opinions):
        raise Refused(_("A reviewer found it unlawful: it cannot be put on the ballot."))
    if accepted and not costs:
        raise Refused(_("A project needs an estimate: at least one line with its cost."))


def _adopt(held: Proposal, costs: Sequence[Cost], title_en: str) -> Project:
    """The proposal as a costed project of its round, with the next free code."""
    Round.objects.select_for_update().get(pk=held.round_id)
    lines = [CostLine(proposal=held, number=n, words=cost.words, amount=cost.amount) for n, cost in enumerate(costs, 1)]
    CostLine.objects.bulk_create(lines)
    taken = set(Project.objects.of(held.round_id).values_list("code", flat=True))
    code = next(code for n in range(1, 1000) if (code := f"P{n:02d}") not in taken)
    return Project.objects.create(
        round_id=held.round_id,
        code=code,
        title=held.title,
        title_en=title_en,
        description=held.body,
        cost=sum((cost.amount for cost in costs), Decimal(0)),
        district=held.district_id or "",
        place=held.place,
    )
