"""At the table: a paper handed out, spoilt, given back, put into the box; voters queued while offline."""

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.models import Citizen, User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from budgets.booth import looking, rules
from budgets.booth.models import Handout, Queued, Station
from budgets.booth.states import Held, Outcome, State
from budgets.rounds import channels
from budgets.rounds import rules as of_round
from budgets.rounds.actions.paper import enter_paper_voter
from budgets.rounds.models import Round
from budgets.rounds.stores import keys, verbs
from realtime.record import append


@transaction.atomic
def set_up(
    *, by: User, round: Round, name: str, place: str, delivered: int, name_en: str = "", place_en: str = ""
) -> Station:
    """A new booth with the papers delivered to it; its place is public."""
    if not rules.may_set_up(by, round):
        raise PermissionDenied
    station = Station.objects.create(
        round=round, name=name, name_en=name_en, place=place, place_en=place_en, delivered=delivered
    )
    append.append("booth.set-up", round.subject, {"station": station.public_id, "papers": delivered})
    return station


@transaction.atomic
def hand_out(*, by: User, station: Station, citizen: Citizen) -> Handout:
    """Give a person one paper; from now on they cannot vote online. Raises as `_serve`, AlreadyDone, NotEligible."""
    held = _serve(by, station)
    eligibility.require(of_round.eligible(held.round), citizen)
    tag = keys.voter_tag(held.round.public_id, citizen)
    channels.hold(tag)
    if not held.round.votable:
        raise Closed(_("Ballots can be cast only between the opening and the closing of the ballot."))
    if verbs.voted_on(held.round.public_id, tag):
        raise AlreadyDone(_("This person has voted already."))
    if Handout.objects.filter(round=held.round, tag=tag).exists():
        raise AlreadyDone(_("This person has a paper already."))
    _papers_left(held)
    Station.objects.filter(pk=held.pk).update(issued=F("issued") + 1)
    return Handout.objects.create(station=held, round=held.round, tag=tag)


@transaction.atomic
def take_in(*, by: User, station: Station, citizen: Citizen) -> None:
    """The paper is in the box: the person is on the roll. Raises Refused when they hold no paper of this booth."""
    held = _serve(by, station)
    paper = _paper_of(held, citizen)
    enter_paper_voter(round=held.round, tag=bytes(paper.tag), station=held.public_id)
    Handout.objects.filter(pk=paper.pk).update(held=Held.IN)
    Station.objects.filter(pk=held.pk).update(deposited=F("deposited") + 1)


@transaction.atomic
def spoil(*, by: User, station: Station, citizen: Citizen) -> None:
    """A paper was spoilt and is kept aside; the person gets a new one."""
    held = _serve(by, station)
    _paper_of(held, citizen)
    _papers_left(held)
    Station.objects.filter(pk=held.pk).update(spoiled=F("spoiled") + 1, issued=F("issued") + 1)


@transaction.atomic
def give_back(*, by: User, station: Station, citizen: Citizen) -> None:
    """A person gives the paper back without voting: it is kept aside, and they can vote in any way again."""
    held = _serve(by, station)
    _paper_of(held, citizen).delete()
    Station.objects.filter(pk=held.pk).update(spoiled=F("spoiled") + 1)


@transaction.atomic
def replay(*, by: User, station: Station, key: uuid.UUID, envelope: int, number: str) -> Outcome:
    """A voter queued while the connection was lost: their paper lies in a closed, numbered envelope.

    The answer says whether it goes into the box. Sent again with the same `key`, the answer is the same and nothing
    is counted twice. Raises PermissionDenied, Refused when the key belongs to another booth.
    """
    if not rules.may_serve(by, station):
        raise PermissionDenied
    held = Station.objects.select_for_update(of=("self",)).select_related("round__page__agency").get(pk=station.pk)
    known = Queued.objects.filter(pk=key).first()
    if known and known.station_id != held.pk:
        raise Refused(_("This was sent from another booth."))
    if known:
        return Outcome(known.outcome)
    outcome = _judge(by, held, number)
    Queued.objects.create(key=key, station=held, envelope=envelope, outcome=outcome)
    return outcome


def _judge(by: User, station: Station, number: str) -> Outcome:
    try:
        with transaction.atomic():
            found = looking.look_up(by=by, station=station, number=number)
            if found is None:
                return Outcome.UNKNOWN
            if not found.paper:
                hand_out(by=by, station=station, citizen=found.citizen)
            take_in(by=by, station=station, citizen=found.citizen)
    except ValidationError:
        return Outcome.WRONG
    except AlreadyDone:
        return Outcome.VOTED
    except NotEligible:
        return Outcome.NOT_ELIGIBLE
    except (Closed, Refused, keys.KeysGone):
        return Outcome.CLOSED
    return Outcome.ENTERED


def _serve(by: User, station: Station) -> Station:
    """The booth, locked. Raises PermissionDenied for anyone but its officers, Closed when it takes no voters."""
    if not rules.may_serve(by, station):
        raise PermissionDenied
    held: Station = (
        Station.objects.select_for_update(of=("self",)).select_related("round__page__agency").get(pk=station.pk)
    )
    if held.state != State.OPEN:
        raise Closed(_("This booth takes no more voters."))
    return held


def _papers_left(station: Station) -> None:
    if station.issued >= station.delivered:
        raise Refused(_("There is no paper left: every paper delivered has been handed out."))


def _paper_of(station: Station, citizen: Citizen) -> Handout:
    tag = keys.voter_tag(station.round.public_id, citizen)
    channels.hold(tag)
    paper = Handout.objects.select_for_update().filter(station=station, tag=tag).first()
    if paper is None:
        raise Refused(_("This person holds no paper of this booth."))
    if paper.held == Held.IN:
        raise AlreadyDone(_("This person has voted already."))
    return paper
