"""The only writers of works: plan, contract, report, delay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, Refused
from budgets.ledger.models import BudgetLine
from budgets.rounds.models import Project
from budgets.works import money, rules, telling
from budgets.works.models import Delay, Funding, Milestone, Report, Work
from budgets.works.states import State
from realtime.record import append, canonical
from realtime.record.append import Receipt

LEAST = 20  # characters of a reason


@dataclass(frozen=True)
class Step:
    """A milestone to be."""

    title: str
    due: date
    title_en: str = ""


@dataclass(frozen=True)
class Contract:
    """Who makes it, for how much (baht)."""

    contractor: str
    amount: Decimal
    number: str = ""
    signed: date | None = None
    url: str = ""


@dataclass(frozen=True)
class News:
    """What is reported: percent and money are totals since the beginning.

    `paid` is None where budget lines pay for the work: then the ledger says it.
    """

    percent: int
    paid: Decimal | None
    words: str
    words_en: str = ""
    photo: ContentFile[bytes] | None = None
    photo_words: str = ""
    milestone: Milestone | None = None


@transaction.atomic
def plan(*, by: User, project: Project, starts: date, due: date, steps: Sequence[Step]) -> Work:
    """Plan the work on a project that won, with its milestones; budget lines with its Project ID are tied at once.

    Raises PermissionDenied, Refused for a project that did not win, days out of order or no milestone, AlreadyDone.
    """
    round_ = project.round
    if not rules.may_report(by, round_):
        raise PermissionDenied
    if project.code not in rules.funded(round_):
        raise Refused(_("Only a project that won has a work."))
    if due < starts:
        raise Refused(_("A work ends after it begins."))
    if not steps:
        raise Refused(_("A work has at least one milestone."))
    values = {"starts": starts, "due": due}
    work, made = Work.objects.get_or_create(project=project, defaults=values)
    if not made:
        raise AlreadyDone(_("This work is planned already."))
    Milestone.objects.bulk_create([Milestone(work=work, number=n, **vars(step)) for n, step in enumerate(steps, 1)])
    body = {"project": project.code, "starts": starts.isoformat(), "due": due.isoformat(), "milestones": len(steps)}
    append.append("works.planned", round_.subject, body)
    for line in money.named(project):
        _fund(by, work, line)
    telling.planned(work)
    return work


@transaction.atomic
def award(*, by: User, work: Work, contract: Contract) -> Receipt:
    """Publish the contract of a work. Raises PermissionDenied, AlreadyDone for a second one."""
    held = _held(by, work)
    if held.contractor:
        raise AlreadyDone(_("The contract of this work is published already."))
    if contract.amount <= 0 or not contract.contractor.strip():
        raise Refused(_("A contract has a contractor and an amount."))
    held.contractor, held.contract_amount, held.contract_number = contract.contractor, contract.amount, contract.number
    held.contract_signed, held.contract_url = contract.signed, contract.url
    held.save()
    body = {"project": held.project.code, "contractor": contract.contractor, "amount": f"{contract.amount:.2f}"}
    return append.append("works.contract", held.project.round.subject, body)


@transaction.atomic
def fund(*, by: User, work: Work, line: BudgetLine) -> Receipt:
    """Say which budget line pays for a work: from then on what is paid is the sum of the line's payments.

    Raises PermissionDenied, Refused for a line of another agency or one not public, AlreadyDone for a line that
    pays for a work already.
    """
    held = _held(by, work)
    if line.budget.agency_id != held.project.round.page.agency_id or not line.budget.published_at:
        raise Refused(_("This is no line of a published budget of the agency."))
    return _fund(by, held, line)


def _fund(by: User, work: Work, line: BudgetLine) -> Receipt:
    _row, made = Funding.objects.get_or_create(line=line, defaults={"work": work, "by": by})
    if not made:
        raise AlreadyDone(_("This line pays for a work already."))
    body = {"project": work.project.code, "budget": line.budget.public_id, "line": line.stable_id}
    return append.append("works.funded", work.project.round.subject, body)


@transaction.atomic
def release(*, by: User, work: Work, line: BudgetLine) -> Receipt:
    """Take back that a line pays for a work. Raises PermissionDenied, AlreadyDone when it does not."""
    held = _held(by, work)
    gone, _rows = Funding.objects.filter(work=held, line=line).delete()
    if not gone:
        raise AlreadyDone(_("This line does not pay for this work."))
    body = {"project": held.project.code, "budget": line.budget.public_id, "line": line.stable_id}
    return append.append("works.released", held.project.round.subject, body)


@transaction.atomic
def report(*, by: User, work: Work, news: News) -> Receipt:
    """Report on a work; a hundred percent finishes it. Followers of the round are told.

    Raises PermissionDenied, Closed for a finished work, Refused for less than was reported before, for a milestone
    of another work, or for a photograph without words.
    """
    held = _held(by, work)
    if held.state == State.DONE:
        raise Closed(_("This work is finished."))
    _sound(held, news)
    made = Report(
        work=held, percent=news.percent, paid=news.paid, words=news.words, words_en=news.words_en,
        photo_words=news.photo_words, milestone=news.milestone, by=by,
    )  # fmt: skip
    if news.photo:
        made.photo.save(news.photo.name or "photo.jpg", news.photo, save=False)
    made.save(force_insert=True)
    today = timezone.localdate()
    if news.milestone:
        Milestone.objects.filter(pk=news.milestone.pk, reached=None).update(reached=today)
    done = news.percent == 100
    Work.objects.filter(pk=held.pk).update(
        percent=news.percent,
        paid=held.paid if news.paid is None else news.paid,
        state=State.DONE if done else State.BUILDING,
        finished=today if done else None,
    )
    work.refresh_from_db()
    telling.reported(work, made)
    body = {"project": held.project.code, "percent": news.percent, "paid": f"{_paid(held, news):.2f}"}
    words = canonical.text_fingerprint(news.words)
    step = news.milestone.number if news.milestone else 0
    return append.append("works.reported", held.project.round.subject, body | {"words": words, "milestone": step})


@transaction.atomic
def delay(*, by: User, work: Work, until: date, reason: str, reason_en: str = "") -> Receipt:
    """Put a work off, with a reason that everybody reads; followers are told. The first day stays visible.

    Raises PermissionDenied, Closed for a finished work, Refused for an earlier day or a reason too short.
    """
    held = _held(by, work)
    if held.state == State.DONE:
        raise Closed(_("This work is finished."))
    if until <= held.due:
        raise Refused(_("The new day must be later than the one before."))
    if len(reason.strip()) < LEAST:
        raise Refused(_("A delay needs a reason of at least 20 characters that everybody can read."))
    made = Delay.objects.create(work=held, was_due=held.due, now_due=until, reason=reason, reason_en=reason_en, by=by)
    Work.objects.filter(pk=held.pk).update(due=until)
    work.refresh_from_db()
    telling.delayed(work, made)
    body = {"project": held.project.code, "was": made.was_due.isoformat(), "now": until.isoformat(), "reason": reason}
    return append.append("works.delayed", held.project.round.subject, body)


def _sound(held: Work, news: News) -> None:
    if not held.percent <= news.percent <= 100:
        raise Refused(_("The percentage does not go down and ends at a hundred."))
    tied = held.fundings.exists()
    if tied and news.paid is not None:
        raise Refused(_("What is paid for this work comes from its budget lines; it is not typed here."))
    if not tied and news.paid is None:
        raise Refused(_("Say how much was paid, or tie the work to its budget line."))
    if news.paid is not None and news.paid < held.paid:
        raise Refused(_("What was paid does not become less."))
    if not news.words.strip():
        raise Refused(_("Say in words what has happened."))
    if news.photo and not news.photo_words.strip():
        raise Refused(_("Say what the photograph shows, for people who cannot see it."))
    if news.milestone and news.milestone.work_id != held.pk:
        raise Refused(_("This milestone belongs to another work."))


def _paid(held: Work, news: News) -> Decimal:
    """What is paid as of this report: as reported, or as the ledger says."""
    if news.paid is not None:
        return news.paid
    ledger = money.of([held]).get(held.pk)
    return ledger.paid if ledger else held.paid


def _held(by: User, work: Work) -> Work:
    """The work, locked. Raises PermissionDenied for anyone but its officers."""
    if not rules.may_report(by, work.project.round):
        raise PermissionDenied
    held: Work = (
        Work.objects.select_for_update(of=("self",)).select_related("project__round__page__agency").get(pk=work.pk)
    )
    return held
