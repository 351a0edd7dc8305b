"""From where a request comes. Never stored and never logged: only a keyed hash, in the cache, for limits."""

import ipaddress
from collections.abc import Mapping

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

BITS = {4: 32, 6: 56}  # what one subscriber has: an address, or a prefix (RFC 6177)


def address(request: HttpRequest) -> str:
    """The address that the outermost trusted proxy saw.

    How many proxies are trusted is the setting TRUSTED_PROXIES: with none, `X-Forwarded-For` is anybody's invention and
    is not read; with n, the n-th address from the right is believed, whatever was written before it.
    """
    if not hasattr(request, "_address"):
        request._address = str(get_adapter().get_client_ip(request) or "")  # type: ignore[attr-defined]
    return request._address  # type: ignore[attr-defined]


def trace(request: HttpRequest) -> str:
    """The network as a keyed hash of 16 letters: the same for one subscriber, nothing to anybody else."""
    try:
        network = block(address(request), BITS)
    except ValueError:
        return "unknown"
    return salted_hmac("accounts.network", network, algorithm="sha256").hexdigest()[:16]


def block(address: str, bits: Mapping[int, int]) -> str:
    """The network of an address, like `192.0.2.0/24`; `bits` are its length by IP version. Raises ValueError."""
    found = ipaddress.ip_address(address)
    length = bits[found.version]
    rest = found.max_prefixlen - length
    return f"{type(found)(int(found) >> rest << rest)}/{length}"
