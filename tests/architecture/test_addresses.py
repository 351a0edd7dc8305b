"""Every address × every role, as the table in addresses.py has it; an address without a line fails."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Role, User
from budgets.ledger import actions as ledger
from budgets.ledger.documents import Document
from tests.architecture.addresses import CITIZENS, LETTERS, LIBRARIES, PUBLIC, PUBLIC_ROOMS, SIGNED, STAFF
from tests.budgets.ledger.test_desk import HEAD, ROWS, send
from tests.factories import hearings, people, petitions, proposals
from tests.factories.people import PASSWORD, Cast

OUTSIDE = ("admin/", "documents/", "api/")  # the editors' rooms have tests/cms/test_permissions.py
PLACES = {"agency": "opdc", "lang": "th", "form": "html", "verb": "submit", "key": "purpose", "eid": "sec_1"}
# What this table makes nothing for: those who may enter find nothing there, and others do not learn that.
UNMADE = {
    "accounts:assist_start", "booth:table", "booth:person", "booth:replay", "booth:key", "booth:close",
    "delegations:end", "drafting:explain", "drafting:heading", "drafting:match", "drafting:take-back",
    "evaluations:write", "hearings:answer-group", "hearings:known-remove", "hearings:report-preview",
    "importing:preview", "importing:correct", "importing:keep", "importing:drop", "ledger:preview", "ledger:columns",
    "ledger:keep", "ledger:drop", "moderation:settle", "petitions:batch", "petitions:decide-appeal",
    "petitions:handover-fetch", "petitions:paper-key", "petitions:paper-scan", "petitions:paper-attach",
    "petitions:paper-strike", "petitions:paper-file", "petitions:paper-report", "petitions:paper-sample",
    "petitions:kind-version", "petitions:approve-kind", "petitions:next-kind", "questions:hide", "questions:write",
    "sense:sort-group", "sense:name", "works:contract", "works:lines", "works:report", "works:delay", "works:plan",
    "proposals:moderate", "petitions:open-from",
}  # fmt: skip


def named() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every address of our own by its name, with the places in it."""

    def walk(resolver: URLResolver, spaces: tuple[str, ...], path: str, places: dict[str, Any]) -> Iterator[Any]:
        for one in resolver.url_patterns:
            whole = path + str(one.pattern)
            inside = {**places, **getattr(one.pattern, "converters", {})}
            if isinstance(one, URLResolver):
                yield from walk(one, (*spaces, one.namespace) if one.namespace else spaces, whole, inside)
            elif isinstance(one, URLPattern) and one.name and not whole.startswith(OUTSIDE):
                yield ":".join([*spaces, one.name]), inside

    for name, places in walk(get_resolver(), (), "", {}):
        if not name.startswith(LIBRARIES) and name.partition(":")[0] not in PUBLIC_ROOMS:
            yield name, places


def test_every_address_has_one_line() -> None:
    table = [*PUBLIC, *SIGNED, *CITIZENS, *STAFF]
    assert sorted(table) == sorted({name for name, _places in named()})


def filled(places: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Something for every place in an address: what is known, or nothing that exists."""
    nothing = {"UUIDConverter": uuid.UUID(int=7), "IntConverter": 1}
    return {name: known.get(name, nothing.get(type(kind).__name__, "x")) for name, kind in places.items()}


def asked(client: Client, address: str) -> str:
    """What comes of opening an address: "in", "sign-in", "verify", "refused" or "nothing". Nothing it did stays."""
    with transaction.atomic():
        answer = client.get(address)
        if answer.status_code == 405:
            answer = client.post(address)
        transaction.set_rollback(True)
    place = answer.headers.get("Location", "")
    if "/account/login" in place:
        return "sign-in"
    if "/account/verify/?" in place:
        return "verify"
    return {403: "refused", 404: "nothing"}.get(answer.status_code, "in")


@pytest.mark.django_db
def test_strangers_are_led_to_sign_in() -> None:
    stranger, places = Client(), dict(named())
    found = {
        name: asked(stranger, reverse(name, kwargs=filled(places[name], PLACES)))
        for name in (*SIGNED, *CITIZENS, *STAFF)
    }
    let_in = {name: outcome for name, outcome in found.items() if outcome in {"in", "verify"}}
    assert let_in == {}


@pytest.fixture
def known(cast: Cast) -> dict[str, dict[str, Any]]:
    """By room, what stands in its addresses."""
    hearing = hearings.opened(cast)
    comment = hearings.said(hearing, cast.petitioner)
    law = hearing.text.law
    law.agency = cast.agency
    law.save()
    round_ = proposals.taking_ideas(cast)
    proposal = proposals.proposed(round_)
    petition = petitions.submitted(cast)
    budget = ledger.keep(by=cast.officer, draft=send(cast, HEAD + ROWS), document=Document("")).budget
    about = {"kind": "hearing", "public_id": hearing.public_id}
    return {
        "hearings": {"public_id": hearing.public_id, "kind": "summary", "comment_id": comment.pk},
        "sense": about, "questions": about,
        "moderation": {"kind": "comment", "identity": str(comment.pk)},
        "drafting": {"slug": law.slug, "number": hearing.text.number},
        "ledger": {"public_id": budget.public_id},
        "proposals": {"round_id": round_.public_id, "public_id": proposal.public_id},
        "booth": {"round_id": round_.public_id}, "works": {"round_id": round_.public_id},
        "rounds": {"public_id": round_.public_id},
        "petitions": {"public_id": petition.public_id},
    }  # fmt: skip


def everybody(cast: Cast) -> dict[str, User]:
    """One person of each role, a citizen, and the head of another agency."""
    office = {
        letter: people.officer(Role(role), f"{role}@t.example.org", cast.agency) for letter, role in LETTERS.items()
    }
    assert cast.stranger.user
    other = people.officer(Role.HEAD, "other@t.example.org", people.agency("other", "หน่วยงานอื่น"))
    return office | {"citizen": cast.stranger.user, "head elsewhere": other}


# Lists of one's own agency's work: heads elsewhere enter, and find their own.
OWN_LISTS = {
    "registers:imports", "delegations:list", "accounts:counter_overview", "hearings:desk", "moderation:queue",
    "moderation:decide-many", "importing:start", "drafting:desk", "ledger:desk", "petitions:own-kinds",
    "petitions:holidays", "petitions:desk", "petitions:delay",
}  # fmt: skip


@pytest.mark.parametrize("room", sorted({name.partition(":")[0] for name in STAFF}))
def test_it_works(cast: Cast, known: dict[str, dict[str, Any]], room: str) -> None:
    places, wrong = dict(named()), []
    rows = {name: letters for name, letters in STAFF.items() if name.startswith(f"{room}:")}
    for who, user in everybody(cast).items():
        client = Client()
        client.force_login(user, backend="accounts.backends.PasswordBackend")
        for name, letters in rows.items():
            outcome = asked(client, reverse(name, kwargs=filled(places[name], PLACES | known.get(room, {}))))
            may = who in letters or (who == "head elsewhere" and name in OWN_LISTS and "H" in letters)
            if (may and outcome != "in" and name not in UNMADE) or (not may and outcome in {"in", "verify"}):
                wrong.append(f"{name}: {who}: {outcome}")
    assert wrong == []


@pytest.mark.django_db
def test_the_editors_rooms_are_for_writers(cast: Cast) -> None:
    for who, user in everybody(cast).items():
        client = Client()
        assert client.login(email=user.email, password=PASSWORD)
        for address in ("/admin/", "/admin/pages/", "/admin/reports/workflow/", "/admin/projects/"):
            inside = client.get(address).status_code == 200
            assert not inside or who in {*"ARH", "head elsewhere"}, (who, address)
