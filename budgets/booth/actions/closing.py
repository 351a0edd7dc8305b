"""Opening the box, and the close by two officers: ballots go into the common box, readings are wiped."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, Refused
from budgets.booth import rules
from budgets.booth.models import Paper, Station
from budgets.booth.states import State
from budgets.rounds.actions.paper import put_paper_ballots, void
from realtime.record import append


@transaction.atomic
def open_box(*, by: User, station: Station, found: int, unused: int) -> Station:
    """No more voters; the box is opened: how many papers lay in it, how many unused ones are left.

    Raises PermissionDenied, Closed for a box opened before, Refused for more papers than people put in.
    """
    if not rules.may_close(by, station):
        raise PermissionDenied
    held = _locked(station)
    if held.state != State.OPEN:
        raise Closed(_("This box has been opened already."))
    if found > held.deposited:
        words = _("{people} people put a paper into the box, so {found} papers cannot come out of it. Count again.")
        raise Refused(format_lazy(words, people=held.deposited, found=found))
    held.state, held.found, held.unused = State.COUNTING, found, unused
    held.save(update_fields=["state", "found", "unused"])
    body = {"station": held.public_id, "found": found, "unused": unused}
    append.append("booth.opened", held.round.subject, body)
    return held


@transaction.atomic
def confirm(*, by: User, station: Station, remarks: str = "") -> Station:
    """One officer's word that the numbers are right; with the second officer's the booth is closed.

    Raises PermissionDenied, Closed, AlreadyDone for the same officer twice, Refused while papers are not keyed twice
    alike, or numbers differ without a word why.
    """
    if not rules.may_close(by, station):
        raise PermissionDenied
    held = _locked(station)
    if held.state != State.COUNTING:
        raise Closed(_("A booth is closed once, after its papers were keyed."))
    papers = list(Paper.objects.filter(station=held))
    if len(papers) != held.found or not all(paper.agreed for paper in papers):
        raise Refused(_("Every paper must have been keyed twice, and both readings must agree."))
    if differences(held) and not (remarks.strip() or held.remarks):
        raise Refused(_("The numbers differ. Write down why."))
    held.remarks = remarks.strip() or held.remarks
    if held.first_by is None:
        held.first_by = by
        held.save(update_fields=["first_by", "remarks"])
        append.append("booth.confirmed", held.round.subject, {"station": held.public_id})
        return held
    if held.first_by == by:
        raise AlreadyDone(_("You have confirmed this already. A second officer must confirm too."))
    return _close(held, by, papers)


def differences(station: Station) -> bool:
    """Whether any two numbers that should be the same are not."""
    return bool(
        station.out or station.deposited != station.found or station.delivered - station.issued != station.unused
    )


def _close(held: Station, by: User, papers: list[Paper]) -> Station:
    readings = [str(paper.first) for paper in papers]
    valid = [reading for reading in readings if not void(held.round, reading)]
    put_paper_ballots(round=held.round, ballots=valid)
    held.second_by, held.state, held.closed_at = by, State.CLOSED, timezone.now()
    held.valid, held.void = len(valid), len(readings) - len(valid)
    held.save()
    Paper.objects.filter(station=held).delete()
    numbers = ("delivered", "issued", "spoiled", "deposited", "found", "unused", "valid", "void")
    body = {name: getattr(held, name) for name in numbers}
    append.append("booth.closed", held.round.subject, body | {"station": held.public_id, "officers": 2})
    return held


def _locked(station: Station) -> Station:
    held: Station = (
        Station.objects.select_for_update(of=("self",)).select_related("round__page__agency").get(pk=station.pk)
    )
    return held
