"""What waits for one officer, gathered from every room: each task leads to the desk where it is done.

A room's function gets the officer and the agencies by role, and gives at most FEW tasks and few queries.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from accounts.models import Role, User
from accounts.refusals import Sentence
from budgets.proposals.models import Proposal
from budgets.rounds.models import Round
from budgets.works.models import Work
from cms import approval
from cms.models import HeadApprovalTask
from consult.hearings import desk
from consult.hearings.models import ConsultationPage
from consult.ideas.models import Idea
from consult.moderation.models import Case
from petitions.clocks import clocks_for
from petitions.models import Batch, Petition

FEW = 50
REPORTED = timedelta(days=2)  # a report is late when nobody looked for so long
PROPOSED = timedelta(days=60)  # a proposal, an idea
type Roles = Mapping[Role, frozenset[int]]  # the ids of the agencies in which somebody has a role


@dataclass(frozen=True)
class Task:
    """One thing to do. `number`: how many of it wait there; `due`: the end of its time, where there is one."""

    what: Sentence
    title: str
    url: str
    agency: str
    since: datetime | None = None
    due: datetime | None = None
    number: int = 1

    @property
    def late(self) -> bool:
        """Whether its time is over."""
        return self.due is not None and self.due < timezone.now()


def roles_of(user: User) -> Roles:
    """The agencies of an officer by role. One query."""
    rows = list(user.memberships.values_list("role", "agency_id"))
    return {role: frozenset(agency for held, agency in rows if held == role) for role in Role}


def waiting(user: User) -> list[Task]:
    """Everything that waits: what is late first, then what is due first, then what waits longest."""
    roles = roles_of(user)
    tasks = [task for room in ROOMS for task in room(user, roles)]
    far = timezone.now() + timedelta(days=36_500)
    return sorted(tasks, key=lambda task: (not task.late, task.due or far, task.since or far))


def _of(roles: Roles, *wanted: Role) -> frozenset[int]:
    return frozenset().union(*(roles[role] for role in wanted))


def _approvals(user: User, roles: Roles) -> Iterable[Task]:
    """Heads: pages that others ask to publish."""
    if not roles[Role.HEAD]:
        return
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__in=HeadApprovalTask.objects.all())
    for state in states.select_related("workflow_state")[:FEW]:
        page = state.workflow_state.content_object
        if page and approval.may_decide(user, page):
            url = reverse("cms_decide", args=[state.pk])
            yield Task(_("Approve or ask for changes"), str(page), url, str(approval.agency_of(page)), state.started_at)


def _changes(user: User, roles: Roles) -> Iterable[Task]:
    """Authors: pages of theirs that the head wants changed."""
    if not _of(roles, Role.AUTHOR, Role.REVIEWER):
        return
    asked = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)
    for state in asked.order_by("-created_at")[:FEW]:
        page = state.content_object
        if page:
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            agency = str(approval.agency_of(page))
            yield Task(_("Change what the head asked for"), str(page), url, agency, state.created_at)


def _hearings(user: User, roles: Roles) -> Iterable[Task]:
    """Authors and heads: comments without an answer."""
    if not _of(roles, Role.AUTHOR, Role.HEAD):
        return
    hearings = list(ConsultationPage.objects.answered_by(user)[:FEW])
    counts = desk.waiting_in(hearings)
    for hearing in hearings:
        if number := counts.get(hearing.public_id, 0):
            url = reverse("hearings:answers", args=[hearing.public_id])
            title, agency = hearing.title, str(hearing.agency)
            yield Task(_("Comments to answer"), title, url, agency, hearing.opens_at, None, number)


def _petitions(_user: User, roles: Roles) -> Iterable[Task]:
    """Whoever decides about petitions: to check, to answer, names that came oddly. Each with its nearest clock."""
    agencies = _of(roles, Role.MODERATOR, Role.AUTHOR, Role.HEAD)
    mine = Petition.objects.filter(addressee__in=agencies).select_related("addressee")
    for words, url, rows in (
        (_("Petition to be checked before names are collected"), "petitions:decide", mine.waiting()),
        (_("Petition with enough names, to be handed over"), "petitions:case", mine.reached()),
        (_("Petition to answer"), "petitions:case", mine.awaiting_answer()),
    ):
        for petition in rows.prefetch_related("running_clocks")[:FEW]:
            due = min((clock.due for clock in clocks_for(petition) if clock.running), default=None)
            where, since = reverse(url, args=[petition.public_id]), petition.reached_at or petition.submitted_at
            yield Task(words, petition.title, where, str(petition.addressee), since, due)
    odd = Batch.objects.undecided().filter(petition__in=mine).count()
    if odd:
        yield Task(_("Suspicious batches of names to decide"), "", reverse("petitions:desk"), "", number=odd)


def _moderation(_user: User, roles: Roles) -> Iterable[Task]:
    """Moderators: reports nobody has looked at; heads and moderators: appeals."""
    agencies = _of(roles, Role.MODERATOR)
    for words, rows in (
        (_("Reports to look at"), Case.objects.open()),
        (_("Appeals against moderation"), Case.objects.appealed()),
    ):
        counted = rows.filter(agency__in=agencies).order_by().values("agency__name")
        for row in counted.annotate(number=Count("pk"), oldest=Min("opened_at")):
            due, url = row["oldest"] + REPORTED, reverse("moderation:queue")
            yield Task(words, "", url, row["agency__name"], row["oldest"], due, row["number"])


def _ideas(_user: User, roles: Roles) -> Iterable[Task]:
    """Authors and heads: ideas for laws without an answer."""
    ideas = Idea.objects.shown().answered(False).filter(agency__in=_of(roles, Role.AUTHOR, Role.HEAD))
    for row in ideas.order_by().values("agency__name").annotate(number=Count("pk"), oldest=Min("created_at")):
        due, url = row["oldest"] + PROPOSED, reverse("ideas:index")
        yield Task(_("Ideas to answer"), "", url, row["agency__name"], row["oldest"], due, row["number"])


def _proposals(user: User, roles: Roles) -> Iterable[Task]:
    """Heads and named reviewers: proposals that review has not decided about."""
    mine = Q(round__page__agency__in=roles[Role.HEAD]) | Q(round__reviewers__user=user)
    rows = Proposal.objects.waiting().filter(mine, round__page__live=True).order_by()
    columns = ("round__page__public_id", "round__page__title", "round__page__agency__name")
    for row in rows.values(*columns).annotate(number=Count("pk", distinct=True), oldest=Min("created_at"))[:FEW]:
        url = reverse("proposals:index", args=[row["round__page__public_id"]])
        title, agency, oldest = row["round__page__title"], row["round__page__agency__name"], row["oldest"]
        yield Task(_("Proposals to review"), title, url, agency, oldest, oldest + PROPOSED, row["number"])


def _rounds(_user: User, roles: Roles) -> Iterable[Task]:
    """Heads and reviewers: votes that are over and not counted. Two of them are needed."""
    agencies = _of(roles, Role.HEAD, Role.REVIEWER)
    over = Round.objects.published().filter(
        state="open", page__closes_at__lte=timezone.now(), page__agency__in=agencies
    )
    for found in over[:FEW]:
        url, since = reverse("rounds:desk", args=[found.public_id]), found.page.closes_at
        yield Task(_("Vote to close and count, by two"), found.page.title, url, str(found.page.agency), since, since)


def _works(_user: User, roles: Roles) -> Iterable[Task]:
    """Authors and heads: works whose day has passed."""
    works = Work.objects.public().late().filter(project__round__page__agency__in=_of(roles, Role.AUTHOR, Role.HEAD))
    for work in works[:FEW]:
        page = work.project.round.page
        since = timezone.make_aware(datetime.combine(work.due, datetime.min.time()))
        yield Task(
            _("Work that is late: report on it"), str(work), work.get_absolute_url(), str(page.agency), since, since
        )


ROOMS: tuple[Callable[[User, Roles], Iterable[Task]], ...] = (
    _approvals, _changes, _petitions, _moderation, _hearings, _ideas, _proposals, _rounds, _works,
)  # fmt: skip
