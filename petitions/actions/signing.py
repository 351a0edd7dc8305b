"""Signing and withdrawing a signature. Signing is the hot path: one statement, no lock on a shared row."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.bilingual import in_language
from accounts.models import Channel, Citizen
from accounts.refusals import AlreadyDone, Closed
from petitions.actions import pausing
from petitions.bursts.traces import NO_TRACE, Trace
from petitions.models import Signature
from petitions.rules import Signable
from realtime.record import append, commitments
from realtime.record.append import Receipt

CLOSED = "SG001"  # raised by the database trigger `signature_only_while_collecting`


def sign(
    *,
    by: Citizen,
    petition: Signable,
    name_public: bool = False,
    channel: Channel = Channel.ONLINE,
    trace: Trace = NO_TRACE,
) -> Receipt:
    """Put the name of `by` under `petition`.

    Raises Closed when names are not collected now, NotEligible with every reason, AlreadyDone for a
    second signature (2564 Act s.5, s.8; 2565 Act s.7). One statement besides nothing: call it outside a
    transaction where speed matters.
    """
    _require_collecting(petition)
    eligibility.require(petition.eligibility, by)
    signature = _signature(by, petition, channel, name_public=name_public, trace=trace)
    with _closed_by_the_trigger():
        receipt = append.write(signature, kind="petition.signature", subject=petition.subject, body=body_of(signature))
    if receipt is None:
        raise AlreadyDone(_("Your signature is already counted. It is counted once."))
    return receipt


def sign_many(*, people: Sequence[Citizen], petition: Signable, channel: Channel) -> list[UUID | None]:
    """`sign` for the lines of a sheet, in one statement: the id of each signature, None where one lives already.

    Raises Closed and NotEligible as `sign` does, for all of them.
    """
    if not people:
        return []
    _require_collecting(petition)
    for person in people:
        eligibility.require(petition.eligibility, person)
    made = [_signature(person, petition, channel) for person in people]
    acts = [(signature, body_of(signature)) for signature in made]
    with _closed_by_the_trigger():
        receipts = append.write_many(acts, kind="petition.signature", subject=petition.subject)
    return [signature.pk if receipt else None for signature, receipt in zip(made, receipts, strict=True)]


def _require_collecting(petition: Signable) -> None:
    if not petition.open:
        raise _closed()
    pause = pausing.current()
    if pause:
        raise Closed(_("No names are collected on the whole site at the moment."), in_language(pause, "reason"))


def _signature(
    by: Citizen, petition: Signable, channel: Channel, *, name_public: bool = False, trace: Trace = NO_TRACE
) -> Signature:
    return Signature(
        petition_id=petition.pk,
        citizen_id=by.pk,
        name_public=name_public,
        province=by.area_id[:2],
        channel=channel,
        salt=commitments.new_salt(),
        network=trace.network,
        agent=trace.agent,
    )


@contextmanager
def _closed_by_the_trigger() -> Iterator[None]:
    """What the database says of a petition that stopped collecting at this moment, as the refusal that it is."""
    try:
        yield
    except DatabaseError as error:
        if getattr(error.__cause__, "pgcode", "") == CLOSED:
            raise _closed() from error
        raise


def withdraw(*, by: Citizen, petition: Signable) -> Receipt:
    """Take the living signature of `by` back.

    Possible until hand-over: afterwards the Act lets the signature stand (2564 Act s.12 last paragraph,
    2565 Act s.8 last paragraph). Raises Closed then, AlreadyDone when there is no living signature.
    """
    if not petition.open:
        raise Closed(
            _("After hand-over, or when the time is over, a signature can no longer be taken back."),
            _("2564 Act s.12 last paragraph; 2565 Act s.8 last paragraph."),
        )
    with transaction.atomic():
        hold_the_door(petition.pk)
        signature = Signature.objects.living().filter(petition_id=petition.pk, citizen_id=by.pk).first()
        if signature is None or not Signature.objects.living().filter(pk=signature.pk).update(
            withdrawn_at=timezone.now()
        ):
            raise AlreadyDone(_("There is no signature of yours here to take back."))
        return append.append("petition.withdrawal", petition.subject, body_of(signature))


def body_of(signature: Signature) -> dict[str, str]:
    """What the record says: which act, a commitment to the person, the channel. Nothing personal."""
    salt = bytes(signature.salt)
    return {
        "act": str(signature.pk),
        "by": commitments.commit(salt, signature.citizen_id.bytes if signature.citizen_id else b""),
        "channel": str(signature.channel),
    }


def hold_the_door(petition_id: int) -> None:
    """Take the petition's lock in the shared way, so that hand-over waits for this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [LOCK_CLASS, petition_id])


def close_the_door(petition_id: int) -> None:
    """Wait for signatures under way and let none in until this transaction ends (then the state says no)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_CLASS, petition_id])


LOCK_CLASS = 0x5167  # the same number stands in the trigger (migration 0002)


def _closed() -> Closed:
    return Closed(_("Names are not collected for this petition now."))
