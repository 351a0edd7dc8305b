"""The only writers of reports, decisions about what people wrote, and appeals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, override

from accounts import eligibility
from accounts.models import Channel, Citizen, User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from consult.moderation import hints, rules, telling, things
from consult.moderation.models import Case, Decision, Report
from consult.moderation.states import JUDGEMENTS, MOVES, OUT_OF_SIGHT, VERDICTS, Complaint, State
from consult.moderation.things import Thing
from realtime.record import append, canonical, commitments
from realtime.record.append import Receipt

TIME_TO_CHANGE = timedelta(days=3)  # for an author who was asked
COVERED = gettext_noop("Several people reported it. It is hidden until a moderator has looked.")


@dataclass(frozen=True)
class Why:
    """A published reason; the English words may be empty."""

    text: str
    text_en: str = ""


@transaction.atomic
def report(
    *, by: Citizen, thing: Thing, complaint: Complaint, words: str = "", channel: Channel = Channel.ONLINE
) -> Receipt:
    """Ask a moderator to look. Enough reports of different people hide it until somebody has (MODERATION_COVER_AT).

    Raises NotEligible for one's own words, Closed for what is not shown, AlreadyDone twice.
    """
    eligibility.require(rules.REPORTING, by)
    if thing.author == by.pk:
        raise NotEligible(_("You wrote this yourself. You can take it back."))
    if not thing.shown:
        raise Closed(_("This is not shown any more."), next_url=thing.url)
    case = _locked(thing)
    given = Report(
        case=case, citizen=by, complaint=complaint, words=words, channel=channel, salt=commitments.new_salt()
    )  # fmt: skip
    receipt = append.write(given, kind="moderation.reported", subject=thing.subject, body=_reported(given, thing))
    if receipt is None:
        raise AlreadyDone(_("You have reported this already. A moderator will look."), next_url=thing.url)
    _weigh(case, thing)
    return receipt


@transaction.atomic
def judge(*, by: User, thing: Thing, outcome: State, why: Why) -> Receipt:
    """A moderator's decision: it stays, its author is asked to change it, or it is hidden. The author is told.

    Raises PermissionDenied for anyone but a moderator of the agency, Refused without a reason or for asking where
    nothing can be changed, AlreadyDone when the case stands elsewhere by now.
    """
    if outcome not in JUDGEMENTS or not rules.may_judge(by, thing.agency):
        raise PermissionDenied
    kind = things.get(thing.kind)
    if outcome == State.ASKED and not (kind and kind.ask):
        raise Refused(_("This cannot be changed by its author any more."))
    case = _locked(thing)
    receipt = _decide(case, thing, by, outcome, why)
    if outcome == State.ASKED and kind and kind.ask:
        kind.ask(thing.id, timezone.now() + TIME_TO_CHANGE)
    telling.judged(case, thing, outcome)
    return receipt


def judge_many(*, by: User, found: Iterable[Thing], outcome: State, why: Why) -> tuple[int, int]:
    """The same decision for each; how many were decided, and how many stood elsewhere by then."""
    done = late = 0
    for thing in found:
        try:
            judge(by=by, thing=thing, outcome=outcome, why=why)
            done += 1
        except Refused:
            late += 1
    return done, late


@transaction.atomic
def appeal(*, by: Citizen, thing: Thing, words: str) -> Receipt:
    """The author asks somebody else to look, once. Raises NotEligible for others, Closed where nothing is hidden."""
    case = _locked(thing)
    if thing.author != by.pk:
        raise NotEligible(_("Only the person who wrote it can appeal."))
    if not rules.may_appeal(by, case, thing):
        raise Closed(_("There is no decision here that can be appealed."), next_url=case.get_absolute_url())
    if not words.strip():
        raise Refused(_("Say why the decision should be changed."))
    case.state, case.appeal, case.appealed_at = State.APPEALED, words, timezone.now()
    case.save(update_fields=["state", "appeal", "appealed_at"])
    telling.appealed(case, thing)
    return append.append("moderation.appealed", thing.subject, _about(thing))


@transaction.atomic
def settle(*, by: User, thing: Thing, verdict: State, why: Why) -> Receipt:
    """Somebody else decides the appeal, for good. Raises PermissionDenied for who decided first, and for strangers."""
    case = _locked(thing)
    if verdict not in VERDICTS or not rules.may_settle(by, case):
        raise PermissionDenied
    case.settled_by = by
    receipt = _decide(case, thing, by, verdict, why)
    telling.judged(case, thing, verdict)
    return receipt


def _locked(thing: Thing) -> Case:
    """The case of this thing, held until the transaction ends; opened when there is none."""
    noticed = hints.hints(thing.text)
    start = {"subject": thing.subject, "agency": thing.agency, "hints": noticed, "weight": hints.weight(noticed)}
    case, _new = Case.objects.get_or_create(kind=thing.kind, thing=thing.id, defaults=start)
    return Case.objects.select_for_update().get(pk=case.pk)


def _weigh(case: Case, thing: Thing) -> None:
    """Count a report. Many hide it once, before anybody has looked; many more after that ask to look again."""
    Case.objects.filter(pk=case.pk).update(reports=F("reports") + 1, fresh_reports=F("fresh_reports") + 1)
    if case.fresh_reports + 1 < settings.MODERATION_COVER_AT:
        return
    kind = things.get(thing.kind)
    if case.state == State.WAITING and case.decided_at is None and kind and kind.coverable:
        with override("th"):
            reason = str(_(COVERED))
        _decide(case, thing, None, State.COVERED, Why(reason, COVERED))
        telling.judged(case, thing, State.COVERED)
    elif case.state == State.KEPT:
        Case.objects.filter(pk=case.pk).update(state=State.WAITING, fresh_reports=0)


def _decide(case: Case, thing: Thing, by: User | None, to: State, why: Why) -> Receipt:
    """Move the case, carry the decision out, and publish it."""
    if not why.text.strip():
        raise Refused(_("A decision needs a reason that everybody can read."))
    if to not in MOVES[State(case.state)]:
        raise AlreadyDone(_("Somebody has decided about this already."), next_url=case.get_absolute_url())
    _carry_out(case, thing, by, to, why.text)
    case.state, case.fresh_reports = to, 0
    if by and to not in VERDICTS:
        case.decided_by, case.decided_at = by, timezone.now()
    case.save(update_fields=["state", "fresh_reports", "decided_by", "decided_at", "settled_by"])
    Decision.objects.create(case=case, outcome=to, reason=why.text, reason_en=why.text_en, by=by)
    said = _about(thing) | {"outcome": str(to), "reason": canonical.text_fingerprint(why.text)}
    return append.append("moderation.decided", thing.subject, said)


def _carry_out(case: Case, thing: Thing, by: User | None, to: State, reason: str) -> None:
    kind = things.get(thing.kind)
    assert kind is not None  # noqa: S101  (the thing was found through it)
    if to in OUT_OF_SIGHT and thing.shown:
        kind.hide(thing.id, by, reason)
    elif to not in OUT_OF_SIGHT and not thing.shown and case.state in OUT_OF_SIGHT:
        kind.show(thing.id, by, reason)


def _about(thing: Thing) -> dict[str, str]:
    return {"thing": thing.kind, "act": thing.id}


def _reported(given: Report, thing: Thing) -> dict[str, str]:
    """What was reported and why; who did it and in which words only as commitments."""
    salt = bytes(given.salt)
    return _about(thing) | {
        "complaint": str(given.complaint),
        "words": commitments.commit(salt, given.words),
        "by": commitments.commit(salt, given.citizen_id.bytes),
        "channel": str(given.channel),
    }
