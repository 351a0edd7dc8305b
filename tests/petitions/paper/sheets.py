"""Sheets with lines, for the tests."""

from typing import Any

from accounts.identity import fictional, person_key
from accounts.models import Citizen
from petitions.models import Petition, Sheet
from petitions.paper import keying, sheets
from petitions.paper.reading import Written, read
from tests.factories import people
from tests.factories.people import Cast

_SERIAL = 500_000


def person(serial: int, **details: Any) -> Citizen:
    """A person of the register with a number that `number(serial)` gives."""
    made = people.citizen(**details)
    made.person_key = person_key(number(serial))
    made.save()
    return made


def number(serial: int) -> str:
    """A possible number."""
    return fictional(_SERIAL + serial)


def sheet(cast: Cast, petition: Petition) -> Sheet:
    """One printed sheet."""
    return sheets.make(by=cast.counter, citizen=None, petition=petition, number=1)[0]


def line(place: int, serial: int, **changes: Any) -> Written:
    """A line as มานะ รักไทย writes it."""
    values: dict[str, Any] = {"identity": number(serial), "given_name": "มานะ", "family_name": "รักไทย"}
    return Written(number=place, **(values | {"birth": "17/5/2533"} | changes))


def record(cast: Cast, sheet: Sheet, *lines: Written) -> dict[int, str]:
    """The outcome of each line of a recorded sheet."""
    done = keying.record(by=cast.counter, sheet=sheet, lines=[read(one) for one in lines])
    return {one.number: one.outcome for one in done.lines}
