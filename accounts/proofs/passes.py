"""The pass that a solved puzzle, or waiting, gives: a signed cookie for a few forms, good for one network."""

import secrets
import time

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts import network
from accounts.proofs import attack, puzzle

COOKIE, SALT = "proof", "accounts.proofs.pass"
LASTS = 900  # seconds
FORMS = 6  # sent with one pass: a sign-up with its code, a wrong password or two
WAIT = 30  # seconds without JavaScript; twice as long as any phone needs


def give(request: HttpRequest, response: HttpResponse) -> None:
    """Let this browser send a few forms."""
    value = signing.dumps([secrets.token_hex(8), network.trace(request)], salt=SALT)
    response.set_cookie(COOKIE, value, max_age=LASTS, httponly=True, samesite="Lax", secure=settings.PRODUCTION)


def held(request: HttpRequest) -> str:
    """The identity of the pass that this browser holds; empty without one, or with that of another network."""
    try:
        identity, whose = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(identity) if whose == network.trace(request) else ""


def spend(request: HttpRequest) -> bool:
    """Whether one more form may be sent with this pass."""
    identity = held(request)
    return bool(identity) and attack._added(f"pass:{identity}", LASTS) <= FORMS


def ticket(request: HttpRequest) -> str:
    """For who has no JavaScript: notes when waiting began."""
    return signing.dumps([secrets.token_hex(8), network.trace(request), int(time.time())], salt=f"{SALT}.wait")


def waited(request: HttpRequest, ticket: str) -> bool:
    """Whether this ticket is old enough, not too old, of this network, and shown for the first time."""
    try:
        identity, whose, since = signing.loads(ticket, salt=f"{SALT}.wait", max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    long_enough = time.time() - since >= WAIT
    return long_enough and whose == network.trace(request) and puzzle.use(str(identity))
