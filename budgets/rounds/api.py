"""Rounds as open data by API: the list, one round with its projects and participation, its result."""

import uuid
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from budgets.rounds import access, figures, owning, rules, standing
from budgets.rounds.models import Certificate, Result, Round

router = Router(tags=["rounds"])
LIVE, STILL = 5, 60


class RoundOut(Schema):
    """One round. Money in baht as text, moments in UTC."""

    id: str
    agency: str
    title: str
    title_en: str
    state: str
    opens_at: str
    closes_at: str
    envelope: str
    ballot: str
    counting_rule: str
    rules_hash: str
    participants: int
    record_size: int
    invented: bool


class ProjectOut(Schema):
    """One project that can be voted on."""

    code: str
    title: str
    title_en: str
    cost: str
    theme: str
    district: str


class DayOut(Schema):
    """Participation on one day."""

    day: str
    participants: int
    changed: int


class RoundWithProjects(RoundOut):
    """One round with its projects and its participation by day."""

    projects: list[ProjectOut]
    days: list[DayOut]


class ResultOut(Schema):
    """A result: status in the words of NIST SP 1500-100, the outcome with every step, hashes, receipt."""

    id: str
    status: str
    is_test: bool
    counted_at: str
    certified_at: str | None
    declarations: list[dict[str, Any]]
    turnout: list[dict[str, Any]]
    outcome: dict[str, Any]
    ballots_hash: str
    outcome_hash: str
    cast: int
    replaced: int
    record_size: int
    receipt: str


class OwnOut(Schema):
    """One ballot by its receipt. `stands`: whether it was counted, null before the count and in a sealed round."""

    receipt: str
    index: int | None
    day: str
    commitment: str
    secrecy: str
    stands: bool | None
    choices: list[str] | dict[str, int] | None
    opening: dict[str, str] | None


@router.get("/", response=list[RoundOut], summary="Participatory rounds")
def index(request: HttpRequest, response: HttpResponse) -> list[dict[str, Any]]:
    """All rounds, the latest closing first."""
    _open_to_all(response, LIVE)
    rounds = Round.objects.published().prefetch_related("days").order_by("-page__closes_at")
    return [_plain(round_) for round_ in rounds]


@router.get("/{public_id}", response=RoundWithProjects, summary="One round")
def one(request: HttpRequest, response: HttpResponse, public_id: str) -> dict[str, Any]:
    """Projects and participation; never choices while the ballot runs."""
    _open_to_all(response, LIVE)
    round_ = get_object_or_404(Round.objects.published().prefetch_related("days"), page__public_id=public_id)
    names = ("code", "title", "title_en", "theme", "district")
    projects = [
        {name: getattr(project, name) for name in names} | {"cost": rules.money(project.cost)}
        for project in round_.projects.votable()
    ]
    days = [
        {"day": day.day.isoformat(), "participants": day.participants, "changed": day.changed}
        for day in figures.figures(round_).days
    ]
    return _plain(round_) | {"projects": projects, "days": days}


@router.get("/{public_id}/own-ballot", response=OwnOut, summary="One ballot by its receipt")
def own_ballot(request: HttpRequest, response: HttpResponse, public_id: str, receipt: uuid.UUID) -> dict[str, Any]:
    """That a ballot is in the record; what it says only in an open round that is counted."""
    response["Access-Control-Allow-Origin"], response["Cache-Control"] = "*", "private, no-store"
    own = owning.find(access.opened_round(public_id), receipt)
    if own is None:
        raise Http404
    return owning.plain(own)


@router.get("/{public_id}/result", response=ResultOut, summary="The result of a counted round")
def result(request: HttpRequest, response: HttpResponse, public_id: str) -> dict[str, Any]:
    """The outcome with every step of the count."""
    _open_to_all(response, STILL)
    found = get_object_or_404(Result.objects.select_related("round__page__agency"), round__page__public_id=public_id)
    now = standing.of(found)
    return {
        "id": public_id,
        "status": now.status.value,
        "is_test": found.round.page.agency.invented,
        "counted_at": found.counted_at.isoformat(),
        "certified_at": _moment(now.last.second_at if now.last and now.official else None),
        "declarations": [_declared(one) for one in now.declared],
        "turnout": found.turnout,
        "outcome": now.outcome,
        "ballots_hash": found.ballots_hash,
        "outcome_hash": now.outcome_hash,
        "cast": found.cast,
        "replaced": found.replaced,
        "record_size": found.record_size,
        "receipt": str(found.receipt),
    }


def _declared(one: Certificate) -> dict[str, Any]:
    """What officers declared; how many signed, never their names."""
    return {
        "status": one.status,
        "at": _moment(one.second_at or one.first_at),
        "officers": 2 if one.second_by_id else 1,
        "outcome_hash": one.outcome_hash,
        "reason": one.reason,
        "reason_en": one.reason_en,
        "receipt": str(one.receipt),
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _plain(round_: Round) -> dict[str, Any]:
    page, now = round_.page, figures.figures(round_)
    return {
        "id": round_.public_id,
        "agency": page.agency.slug,
        "title": page.title,
        "title_en": page.title_en,
        "state": round_.state,
        "opens_at": page.opens_at.isoformat(),
        "closes_at": page.closes_at.isoformat(),
        "envelope": rules.money(page.envelope),
        "ballot": page.ballot_kind,
        "counting_rule": page.counting_rule,
        "rules_hash": round_.rules_hash,
        "participants": now.participants,
        "record_size": now.record_size,
        "invented": page.agency.invented,
    }


def _open_to_all(response: HttpResponse, seconds: int) -> None:
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={seconds}, stale-while-revalidate={2 * seconds}"
