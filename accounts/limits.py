"""How often one person, one device and one network may act. People never meet these limits; programs do.

The tight limit is a person's; a device may serve a few people, a network very many: mobile carriers share addresses.
Counted in the cache `limits`, by the hour of the clock. A cache that does not answer stops nobody.
"""

import logging
import time

from django.core.cache import BaseCache, caches
from django.utils.translation import gettext_lazy as _

from accounts.refusals import TooMany

HOUR = 3600  # seconds
ACTS = 120  # sent forms a person and hour
OF_DEVICE = 400  # forms sent with one session: a tablet in a village hall
AT_THE_DOOR = 30  # forms at sign-in sent with one device since somebody last came in with it
OF_NETWORK = 60_000  # from one address (accounts.network): a carrier with thousands of people behind one
OF_VIEW = {"hearings:comment": 30}  # narrower limits, by the name of the view

_log = logging.getLogger(__name__)


def spend(citizen_id: object, view_name: str) -> None:
    """Count one sent form of a person. Raises TooMany beyond the limit. No query; two cache calls at most a limit."""
    now = int(time.time())
    _count(f"acts:{citizen_id}", ACTS, now)
    if view_name in OF_VIEW:
        _count(f"{view_name}:{citizen_id}", OF_VIEW[view_name], now)


def spend_from(device: str | None, network: str) -> None:
    """Count one sent form of a device and of a network. Raises TooMany beyond a limit. Four cache calls at most."""
    now = int(time.time())
    if device:
        _count(f"device:{device}", OF_DEVICE, now)
    _count(f"network:{network}", OF_NETWORK, now)


def count(key: str, limit: int) -> None:
    """Count one try under `key`. Raises TooMany beyond `limit` in this hour."""
    _count(key, limit, int(time.time()))


def _count(key: str, limit: int, now: int) -> None:
    if _added(f"{key}:{now // HOUR}") > limit:
        raise TooMany(
            _("You have sent very many forms in a short time. Please go on in an hour at the latest."),
            retry_after=HOUR - now % HOUR,
        )


def _added(key: str) -> int:
    try:
        return _one_more(caches["limits"], key)
    except Exception:
        _log.warning("The cache of limits does not answer; acts are not counted.")
        return 0


def _one_more(cache: BaseCache, key: str) -> int:
    try:
        return int(cache.incr(key))
    except ValueError:  # the first of this hour
        cache.add(key, 0, HOUR)
        return int(cache.incr(key))
