"""Certifying a count: two different officers, each after the ballots were counted again; a recount; a correction."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from budgets.rounds import recounting, rules, standing
from budgets.rounds.models import Certificate, Result
from budgets.rounds.recounting import Recount
from budgets.rounds.standing import Standing
from budgets.rounds.states import DECLARATIONS, Declared
from realtime.record import append, canonical

ENTRIES = {Declared.CERTIFIED: "round.certified", Declared.CORRECTION: "round.corrected"}


@transaction.atomic
def certify(*, by: User, result: Result) -> Certificate:
    """One officer's word that the count is right; with the second officer's it is certified.

    The published ballots are counted again at each word. Where a recount was ordered and gives other winners, the
    two words correct the result. Raises NotEligible without the role, AlreadyDone for the same officer twice or
    a result that is certified, Refused when the published ballots do not give the result.
    """
    now = _held(by, result)
    if not DECLARATIONS[now.status] & ENTRIES.keys():
        raise AlreadyDone(_("This result is certified already."))
    if now.waiting and now.waiting.first_by == by:
        raise AlreadyDone(_("You have confirmed this already. A second officer must confirm too."))
    status, recount = _found(now)
    fingerprint = now.outcome_hash if status == Declared.CERTIFIED else _plain(result, recount)[1]
    if now.waiting is None:
        return _first(by, now, status, recount)
    if (now.waiting.status, now.waiting.outcome_hash) != (status, fingerprint):
        raise Refused(_("The first officer confirmed another outcome. A recount must be ordered."))
    return _second(by, now.waiting)


@transaction.atomic
def order_recount(*, by: User, result: Result, reason: str, reason_en: str = "") -> Certificate:
    """Have the ballots counted again, with a reason for everybody to read; until then the result is not official.

    A first word still waiting is dropped. Raises NotEligible, Refused without a reason, AlreadyDone during a recount.
    """
    now = _held(by, result)
    if Declared.RECOUNT not in DECLARATIONS[now.status]:
        raise AlreadyDone(_("It is being counted again already."))
    if not reason.strip():
        raise Refused(_("Say why it should be counted again. Everybody can read it."))
    if now.waiting:
        now.waiting.delete()
    receipt = append.append("round.recount-ordered", result.round.subject, {"reason": canonical.fingerprint(reason)})
    return Certificate.objects.create(
        result=result, status=Declared.RECOUNT, outcome_hash=now.outcome_hash, reason=reason.strip(),
        reason_en=reason_en.strip(), first_by=by, receipt=receipt.id,
    )  # fmt: skip


def _held(by: User, result: Result) -> Standing:
    """How the result stands, locked until the transaction ends. Raises NotEligible, Closed before the count."""
    if not rules.may_close(by, result.round):
        raise NotEligible(_("Only a head or reviewer of the agency can certify a count."))
    if not Result.objects.select_for_update(of=("self",)).filter(pk=result.pk).exists():
        raise Closed(_("A result is certified after the count."))
    return standing.of(result)


def _found(now: Standing) -> tuple[Declared, Recount]:
    """What counting again allows to declare. Raises Refused when it does not give what stands."""
    recount = recounting.again(now.result)
    if not recount.same_ballots:
        raise Refused(_("The published ballots are not those whose fingerprint is in the record."))
    if recount.same_winners:
        return Declared.CERTIFIED, recount
    if now.status != Declared.RECOUNT:
        raise Refused(_("Counted again, the winners are others. A recount must be ordered first."))
    return Declared.CORRECTION, recount


def _first(by: User, now: Standing, status: Declared, recount: Recount) -> Certificate:
    outcome, fingerprint = None, now.outcome_hash
    if status == Declared.CORRECTION:
        outcome, fingerprint = _plain(now.result, recount)
    append.append(
        "round.certificate-signed", now.result.round.subject, {"outcome": fingerprint, "status": status.value}
    )
    return Certificate.objects.create(
        result=now.result, status=status, outcome=outcome, outcome_hash=fingerprint, first_by=by
    )


def _second(by: User, waiting: Certificate) -> Certificate:
    result, status = waiting.result, Declared(waiting.status)
    body: dict[str, Any] = {"ballots": result.ballots_hash, "outcome": waiting.outcome_hash, "officers": 2}
    if waiting.outcome:
        body["funded"] = waiting.outcome["funded"]
    waiting.receipt = append.append(ENTRIES[status], result.round.subject, body).id
    waiting.second_by, waiting.second_at = by, timezone.now()
    waiting.save(update_fields=["receipt", "second_by", "second_at"])
    return waiting


def _plain(result: Result, recount: Recount) -> tuple[dict[str, Any], str]:
    """The outcome of a recount as it is kept, with its fingerprint."""
    plain = replace(recount.outcome, voters=result.ballots["ballots"]).to_json()
    return plain, canonical.fingerprint(plain)
