"""Recording a sheet: every line becomes a counted signature by the one road, or says why not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import actions as people
from accounts import register
from accounts.claims import Claims
from accounts.identity import compact
from accounts.models import AccessLog, Channel, Citizen, User
from accounts.refusals import AlreadyDone, Refused
from petitions import actions
from petitions.bursts import finding
from petitions.models import Outcome, Petition, Sheet, SheetLine, Signature
from petitions.paper import roles
from petitions.paper.matching import Judgement, judge
from petitions.paper.reading import Read, Written, read
from petitions.rules import Signable
from realtime.record import append
from realtime.record.append import Receipt

_BY_CHANNEL = {
    Channel.ONLINE: Outcome.ALREADY_ONLINE,
    Channel.COUNTER: Outcome.ALREADY_COUNTER,
    Channel.PAPER: Outcome.ALREADY_PAPER,
}


@dataclass(frozen=True)
class Recorded:
    """A sheet as recorded: its lines and its entry."""

    sheet: Sheet
    lines: Sequence[SheetLine]
    receipt: Receipt

    @property
    def counted(self) -> int:
        """How many lines were counted."""
        return sum(line.outcome == Outcome.COUNTED for line in self.lines)


def understand(lines: Sequence[Written]) -> list[Read]:
    """The lines on which something is written, read."""
    return [read(line) for line in lines if not line.blank]


def preview(*, by: User, sheet: Sheet, lines: Sequence[Read]) -> list[Judgement]:
    """What would become of each line now; nothing is written but the officer's look."""
    roles.require(by, sheet.petition, roles.KEYING)
    judged = _judge(sheet, lines)
    living = _living(sheet.petition, [one.person for one in judged if one.person])
    _log(by, sheet.petition, judged)
    return [
        replace(one, outcome=living[one.person.pk])
        if one.outcome == Outcome.COUNTED and one.person and one.person.pk in living
        else one
        for one in judged
    ]


@transaction.atomic
def record(*, by: User, sheet: Sheet, lines: Sequence[Read]) -> Recorded:
    """Record a sheet once. Counted lines become signatures through `actions.sign`, whose constraint is the guard.

    Raises NotEligible for other roles, AlreadyDone for a sheet recorded before, Refused for an empty sheet,
    Closed when the time for names ends at this very moment (try again: the lines are then recorded as expired).
    """
    petition = sheet.petition
    roles.require(by, petition, roles.KEYING)
    _whole(sheet, lines)
    now = timezone.now()
    if not Sheet.objects.filter(pk=sheet.pk, keyed_at__isnull=True).update(keyed_at=now, keyed_by=by):
        raise twice(Sheet.objects.get(pk=sheet.pk))
    judged = _judge(sheet, lines)
    _log(by, petition, judged)
    # In the order of the keys, so that two imports never wait for each other in a circle.
    signed = _sign(sorted(judged, key=lambda one: one.read.key or b""), by, sheet)
    made = [_line(one, sheet, signed.get(one.read.written.number)) for one in judged]
    made.sort(key=lambda line: line.number)
    SheetLine.objects.bulk_create(made)
    receipt = append.append("petition.sheet", petition.subject, body_of(sheet, made))
    Sheet.objects.filter(pk=sheet.pk).update(receipt=receipt.id)
    sheet.refresh_from_db()
    became = {line.number: line.signature_id for line in made}
    typed = [(compact(one.written.identity), became.get(one.written.number)) for one in lines if one.key]
    finding.flag_sheet(sheet, typed)
    return Recorded(sheet, made, receipt)


def body_of(sheet: Sheet, lines: Sequence[SheetLine]) -> dict[str, object]:
    """What the record says of a sheet: its code, how many lines, how many counted. Nothing by line."""
    outcomes = Counter(line.outcome for line in lines)
    counted = outcomes[Outcome.COUNTED]
    return {"sheet": sheet.code, "lines": len(lines), "counted": counted, "scan": sheet.scan_sha256}


def twice(sheet: Sheet) -> AlreadyDone:
    """The sentence for a sheet that comes a second time."""
    words = _("Sheet {code} was recorded before: {lines} lines, {counted} counted. A sheet is recorded once.")
    lines = sheet.keyed_lines.all()
    counted = sum(line.outcome == Outcome.COUNTED for line in lines)
    return AlreadyDone(format_lazy(words, code=sheet.code, lines=len(lines), counted=counted))


def _whole(sheet: Sheet, lines: Sequence[Read]) -> None:
    numbers = [line.written.number for line in lines]
    if not lines:
        raise Refused(_("Nothing is written on this sheet. Record at least one line."))
    if len(set(numbers)) != len(numbers):
        raise Refused(_("A line of the sheet is there twice."))
    if not all(1 <= number <= sheet.lines for number in numbers):
        raise Refused(format_lazy(_("This sheet has the lines 1 to {last}."), last=sheet.lines))


def expired(sheet: Sheet) -> bool:
    """Whether the form was printed for another text, or names are not collected now."""
    return sheet.rules_hash != sheet.petition.rules_hash or not Signable.of(sheet.petition).open


def _judge(sheet: Sheet, lines: Sequence[Read]) -> list[Judgement]:
    known = register.people([line.key for line in lines if line.key])
    rules = Signable.of(sheet.petition).eligibility
    judged = [judge(line, known.get(line.key) if line.key else None, rules) for line in lines]
    return [replace(one, outcome=Outcome.EXPIRED, claims=None) for one in judged] if expired(sheet) else judged


@dataclass(frozen=True)
class _Settled:
    """What became of a line that was to count: its signature, or how the person had signed before."""

    signature: UUID | None
    outcome: Outcome


def _sign(judged: Sequence[Judgement], by: User, sheet: Sheet) -> dict[int, _Settled]:
    """Put the names of all lines that count under the petition at once; by number of the line."""
    counting = [one for one in judged if one.outcome == Outcome.COUNTED]
    agency = sheet.petition.addressee
    persons = [one.person or people.register(officer=by, agency=agency, claims=_claims(one)) for one in counting]
    signed = actions.sign_many(people=persons, petition=Signable.of(sheet.petition), channel=Channel.PAPER)
    before = [person for person, signature in zip(persons, signed, strict=True) if signature is None]
    living = _living(sheet.petition, before) if before else {}
    return {
        one.read.written.number: _Settled(signature, living[person.pk] if signature is None else Outcome.COUNTED)
        for one, person, signature in zip(counting, persons, signed, strict=True)
    }


def _line(one: Judgement, sheet: Sheet, settled: _Settled | None) -> SheetLine:
    """One line as it is kept, with its signature when it counts."""
    outcome, signature = (settled.outcome, settled.signature) if settled else (one.outcome, None)
    return SheetLine(
        sheet=sheet,
        number=one.read.written.number,
        outcome=outcome,
        remarks=list(one.remarks),
        person_key=one.read.key,
        signature_id=signature,
    )


def _claims(one: Judgement) -> Claims:
    assert one.claims is not None  # noqa: S101  (counted, and nobody the register knew)
    return one.claims


def _living(petition: Petition, persons: Sequence[Citizen]) -> dict[UUID, Outcome]:
    """How those who have signed already did it."""
    rows = Signature.objects.filter(petition_id=petition.pk, citizen__in=persons, withdrawn_at__isnull=True)
    return {row.citizen_id: Outcome.STRUCK if row.struck_at else _BY_CHANNEL[Channel(row.channel)] for row in rows}


def _log(by: User, petition: Petition, judged: Sequence[Judgement]) -> None:
    """The people matched see that an officer checked a line with their number."""
    looks = [
        AccessLog(citizen=one.person, officer=by, agency=petition.addressee, why=AccessLog.Why.CHECKED)
        for one in judged
        if one.person
    ]
    AccessLog.objects.bulk_create(looks)
