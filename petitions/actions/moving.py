"""Changing the state of a petition: the table, the row, the timeline and the record together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Closed, NotEligible, Refused, Stale
from petitions import rules, states, timers
from petitions.models import Event, Petition
from petitions.processes import index
from petitions.states import State
from realtime.record import append
from realtime.record.append import Receipt


@dataclass(frozen=True)
class News:
    """What an event says: a public note, a number, who decided (never published), the body of its entry."""

    note: str = ""
    number: int | None = None
    by: User | None = None
    body: Mapping[str, Any] = field(default_factory=dict)


NO_NEWS = News()


@transaction.atomic
def move(petition: Petition, to: State, **stamps: Any) -> None:
    """Move `petition` and write `stamps`.

    Raises Closed when the table does not allow the move, Stale when somebody was faster.
    """
    old = petition.state
    if not states.may_move(old, to):
        raise Closed(_("This step does not follow from where the petition stands now."), next_url=_address(petition))
    if not Petition.objects.filter(pk=petition.pk, state=old).update(state=to, **stamps):
        raise Stale(_("Somebody has moved this petition on meanwhile."), next_url=_address(petition))
    for name, value in {"state": to, **stamps}.items():
        setattr(petition, name, value)
    timers.sync(petition)
    transaction.on_commit(lambda: rules.forget(petition.public_id))


def decide(petition: Petition, to: State, event: Event.Kind, *, news: News = NO_NEWS, **stamps: Any) -> Receipt:
    """Move it with a line of the public timeline and an entry `petition.<event>` in the record."""
    with transaction.atomic():
        move(petition, to, **stamps)
        index(petition)
        return note_event(petition, event, news)


def stamp(petition: Petition, event: Event.Kind, news: News, **stamps: Any) -> Receipt:
    """Write timestamps without a change of state, with timeline and entry. Raises Stale when the state has changed."""
    with transaction.atomic():
        if not Petition.objects.filter(pk=petition.pk, state=petition.state).update(**stamps):
            raise Stale(_("Somebody has moved this petition on meanwhile."), next_url=_address(petition))
        for name, value in stamps.items():
            setattr(petition, name, value)
        timers.sync(petition)
        return note_event(petition, event, news)


def answers(by: User, petition: Petition) -> None:
    """Raise NotEligible for anybody but an author or the head of the addressee."""
    if not rules.may_answer(by, petition):
        raise NotEligible(_("Only an author or the head of the agency it is addressed to can do this."))


def needed(reason: str) -> str:
    """The reason. Raises Refused without one: it is published."""
    if not reason.strip():
        raise Refused(_("Give a reason: it is published."))
    return reason


def note_event(petition: Petition, event: Event.Kind, news: News = NO_NEWS) -> Receipt:
    """A line of the public timeline with its entry `petition.<event>`; call it inside a transaction."""
    receipt = append.append(f"petition.{event.value}", petition.subject, dict(news.body))
    Event.objects.create(
        petition=petition, kind=event, note=news.note, number=news.number, by=news.by, receipt=receipt.id
    )
    return receipt


def _address(petition: Petition) -> str:
    return petition.get_absolute_url() if petition.is_public else ""
