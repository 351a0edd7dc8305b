"""What names signed by one machine have in common, kept so that nothing can be read from it.

The start of a keyed hash of the network (IPv4 /24, IPv6 /48) and of the program's name; the key is mixed with the
petition, so that nobody can be followed from one petition to the next. Erased when collecting is over.
"""

import hmac
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from accounts import network

LENGTH = 8  # bytes
BITS = {4: 24, 6: 48}


@dataclass(frozen=True)
class Trace:
    """Where a signature came from; None where it is not known (paper, a counter)."""

    network: bytes | None = None
    agent: bytes | None = None


NO_TRACE = Trace()


def of(request: HttpRequest, public_id: str) -> Trace:
    """The trace of one request for one petition."""
    place = network_of(network.address(request))
    return Trace(_mark(public_id, "network", place), _mark(public_id, "agent", _agent(request)))


def network_of(address: str) -> str:
    """The network of an address: /24 of IPv4, /48 of IPv6; the address itself when it is none."""
    try:
        return network.block(address, BITS)
    except ValueError:
        return address


def _agent(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "")[:400]


def _mark(public_id: str, kind: str, value: str) -> bytes:
    message = f"{kind}/{public_id}/{value}".encode()
    return hmac.digest(bytes.fromhex(settings.PERSON_KEY), message, "sha256")[:LENGTH]
