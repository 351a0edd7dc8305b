"""The frozen rules of a round as one canonical document, and who may do what."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.access import has_role
from accounts.models import Citizen, Role, User
from budgets.rounds import crowds, envelopes
from budgets.rounds.ballots import KINDS, BallotKind, Limits
from budgets.rounds.models import Project, Round, RoundPage
from budgets.tally.registry import RULES, wrong_parameters

CLOSERS = (Role.HEAD, Role.REVIEWER)
REVIEWING = (Role.REVIEWER, Role.AUTHOR, Role.HEAD)  # roles out of which reviewers of proposals are named
VERSION = 2  # of the document's shape; 2 says what is done where few people vote (`counting.few`)


def document(round_: Round) -> dict[str, Any]:
    """Everything that must not move once the ballot is announced, as plain values. Two queries."""
    page = round_.page
    rule = RULES[page.counting_rule]
    counting: dict[str, Any] = {"rule": rule.name, "parameters": {**rule.defaults, **page.counting_parameters}}
    parts = envelopes.document(round_.pk)
    how = publication(page, len(parts))
    if how in {crowds.Publication.CROWD, crowds.Publication.PARTS}:
        counting["few"] = crowds.FEW
    moments = ("ideas_from", "ideas_until", "review_until", "opens_at", "closes_at")
    return {
        "version": VERSION,
        "round": page.public_id,
        "agency": page.agency.slug,
        "dates": {name: _utc(getattr(page, name)) for name in moments},
        "works_from": page.works_from and page.works_from.isoformat(),
        "envelope": money(page.envelope),
        "envelopes": parts,
        "ballot": ballot(page),
        "counting": counting,
        "publication": how.value,
        "seed": page.seed,
        "eligibility": eligibility.Rules.from_json(page.eligibility).to_json(),
        "secrecy": page.secrecy,
        "projects": [
            {"code": p.code, "title": p.title, "cost": money(p.cost), "district": p.district, "theme": p.theme}
            for p in Project.objects.of(round_.pk).votable()
        ],
    }


def publication(page: RoundPage, parts: int) -> crowds.Publication:
    """How the ballots of a round with so many envelopes are published.

    A recount needs whole ballots for some rules, and for a threshold in percent of those who voted in an envelope.
    """
    percent = bool(parts and page.counting_parameters.get("threshold_percent"))
    needed = RULES[page.counting_rule].needs_ballots or percent
    return crowds.publication(page.secrecy, page.own_district, needed, parts)


def problems(document: Mapping[str, Any]) -> Iterable[str | Promise]:
    """What keeps these rules from being frozen: a count that could not be made, money that does not add up."""
    counting = document["counting"]
    if wrong := wrong_parameters(counting["rule"], counting["parameters"]):
        yield format_lazy(_("The counting rule cannot be used like this: {names}."), names=", ".join(wrong))
    parts = [group.codes for group in envelopes.groups(document)]
    for together in document["ballot"]["exclusive"]:
        codes = frozenset(together) & frozenset().union(*parts)
        if not any(codes <= part for part in parts):
            words = _("Projects that cannot stand together must be paid from one envelope: {codes}.")
            yield format_lazy(words, codes=", ".join(sorted(codes)))
    yield from envelopes.problems(document)
    yield from crowds.problems(document)


def ballot(page: RoundPage) -> dict[str, Any]:
    """What a ballot may say."""
    return {
        "kind": page.ballot_kind,
        "minimum": page.minimum,
        "maximum": page.maximum,
        "points": page.points if page.ballot_kind == "points" else 0,
        "exclusive": sorted(sorted(set(codes)) for codes in page.exclusive),
        "own_district": page.own_district,
    }


def money(amount: Decimal) -> str:
    """Baht with satang as text: the machine form of money."""
    return f"{amount:.2f}"


def for_the_box(document: dict[str, Any]) -> dict[str, Any]:
    """What the ballot box itself checks of a ballot (migrations `box_knows_the_rules`, `box_knows_districts`)."""
    costs, districts = ({one["code"]: one[name] for one in document["projects"]} for name in ("cost", "district"))
    given = {"envelope": document["envelope"], "closes_at": document["dates"]["closes_at"]}
    return {**document["ballot"], **given, "costs": costs, "districts": districts}


def costs(round_: Round) -> dict[str, Decimal]:
    """Cost in baht of every project that can be voted on, from the frozen rules. No query."""
    return {project["code"]: Decimal(project["cost"]) for project in round_.rules["projects"]}


def limits(round_: Round) -> Limits:
    """What the frozen rules allow on one ballot."""
    ballot = round_.rules["ballot"]
    exclusive = tuple(frozenset(codes) for codes in ballot.get("exclusive", ()))
    envelope = Decimal(round_.rules["envelope"])
    return Limits(ballot["minimum"], ballot["maximum"], envelope, ballot.get("points", 0), exclusive)


def open_to(round_: Round, citizen: Citizen) -> frozenset[str]:
    """Codes of the projects that this person can choose: all, or those of their own district and of the whole area."""
    return codes_in(round_, citizen.area_id)


def codes_in(round_: Round, area: str) -> frozenset[str]:
    """Codes of the projects on the paper of somebody who lives in this area."""
    own = round_.rules["ballot"].get("own_district", False)
    return frozenset(
        project["code"] for project in round_.rules["projects"] if not own or area.startswith(project["district"])
    )


def paper_of(round_: Round, citizen: Citizen) -> str:
    """Of which district the ballot paper of this person is: one that projects of the round have, or "". No query."""
    known = {project["district"] for project in round_.rules["projects"]}
    return max((code for code in known if citizen.area_id.startswith(code)), key=len, default="")


def of_one_district(round_: Round, codes: Iterable[str]) -> bool:
    """Whether one person could have chosen these projects: of one district and the areas around it. No query."""
    if not round_.rules["ballot"].get("own_district", False):
        return True
    named = {project["district"] for project in round_.rules["projects"] if project["code"] in set(codes)}
    return all(max(named, key=len).startswith(district) for district in named)


def district_of(round_: Round, codes: Iterable[str]) -> str:
    """The smallest district that a ballot gives away, where people choose among those of their own; or "". No query."""
    if not round_.rules["ballot"].get("own_district", False):
        return ""
    named = set(codes)
    return max((one["district"] for one in round_.rules["projects"] if one["code"] in named), key=len, default="")


def ballot_kind(round_: Round) -> BallotKind:
    """The kind of ballot of an opened round."""
    return KINDS[round_.rules["ballot"]["kind"]]


def eligible(round_: Round) -> eligibility.Rules:
    """Who may vote: the frozen rules of an opened round, the planned ones before."""
    return eligibility.Rules.from_json(round_.rules.get("eligibility") or round_.page.eligibility)


def may_open(user: User, round_: Round) -> bool:
    """Only the head of the agency announces a ballot."""
    return has_role(user, round_.page.agency, Role.HEAD)


def may_close(user: User, round_: Round) -> bool:
    """Heads and reviewers of the agency; two different ones are needed."""
    return has_role(user, round_.page.agency, *CLOSERS)


def may_watch(user: User, round_: Round) -> bool:
    """Those who close, and auditors, who change nothing."""
    return has_role(user, round_.page.agency, *CLOSERS, Role.AUDITOR)


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
