"""Every address × every role, as the table in addresses.py has it; an address without a line fails."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern

from tests.architecture.addresses import CITIZENS, LIBRARIES, PUBLIC, PUBLIC_ROOMS, SIGNED, STAFF

OUTSIDE = ("admin/", "documents/", "api/")  # the editors' rooms have tests/cms/test_permissions.py
PLACES = {
    "agency": "opdc",
    "lang": "th",
    "form": "csv",
    "verb": "submit",
    "key": "purpose",
    "eid": "sec_1",
    "table": "ages",
}


def named() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every address of our own by its name, with the places in it."""

    def walk(resolver: URLResolver, spaces: tuple[str, ...], path: str, places: dict[str, Any]) -> Iterator[Any]:
        for one in resolver.url_patterns:
            whole = path + str(one.pattern)
            groups = dict.fromkeys(one.pattern.regex.groupindex) if isinstance(one.pattern, RegexPattern) else {}
            inside = {**places, **groups, **getattr(one.pattern, "converters", {})}
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
            answer = client.post(address, {"reason": "x"})
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
