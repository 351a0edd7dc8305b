"""Petitions of the demonstration: every signature goes through the same action as a real one.

Nothing is dated back: the record says when an act was made, and these were made when the demonstration was loaded.
"""

import json
from collections.abc import Sequence
from itertools import batched
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction

from accounts.eligibility import check
from accounts.models import Agency, Channel, Citizen, User
from accounts.refusals import Refused
from config.demo import paper, petition_life
from config.demo.population import population
from petitions import actions, drafts
from petitions.frozen import text_hash
from petitions.models import Initiator, Petition
from petitions.rules import Signable
from realtime.sealer import seal_all

CONTENT = Path(__file__).parent / "content" / "petitions"
TOWN = "mueang-tuayang"
ELECTORS = 31_240  # of the invented municipality: one twentieth is 1,562
WITHDRAWN = 12
CHANNELS = (Channel.ONLINE, Channel.PAPER, Channel.COUNTER)
WEIGHTS = (94, 4, 2)


def load() -> None:
    """Make what is missing. Safe to repeat."""
    makers = {
        "air-information": _air,
        "safe-ways-to-school": _walking,
        "library-weekends": _library,
        "bus-shelter": _bus,
        "canal-trees": _trees,
        "canal-lamps": _lamps,
        "market-crossing": _crossing,
    }
    town = Agency.objects.get(slug=TOWN)
    petition_life.own_kind(town, _officer("officer@example.org"), _officer("head@example.org"))
    petition_life.delay(town, _officer("moderator@example.org"))
    petition_life.archive(CONTENT / "archive")
    petition_life.holidays()
    known = set(Petition.objects.filter(public_id__in=makers).values_list("public_id", flat=True))
    for public_id, make in makers.items():
        if public_id not in known:
            make(public_id)


def _air(public_id: str) -> None:
    """A bill under the 2564 Act, thirteen names short of its threshold."""
    petition = _draft(public_id, "air", kind="act-2564", by=_person("krit@example.org"), to="house-secretariat")
    actions.stand(by=petition.petitioner, petition=petition)
    others = population(20, series="air-initiators")
    text = text_hash(petition)
    Initiator.objects.bulk_create([Initiator(petition=petition, citizen=person, text=text) for person in others])
    _open(petition)
    _collect(petition, population(9_987 + WITHDRAWN, series="air"))


def _walking(public_id: str) -> None:
    """An ordinance under the 2565 Act, on its way."""
    petition = _draft(public_id, "walking", kind="local-2565", by=_person("mali@example.org"), to=TOWN)
    _open(petition, electors=ELECTORS)
    actions.stand(by=petition.petitioner, petition=petition)
    _collect(petition, population(874 + WITHDRAWN, ["9901"], series="walking"))
    paper.two_sheets(petition)


def _library(public_id: str) -> None:
    """A petition to an agency, answered."""
    petition = _draft(public_id, "library", kind="agency", by=_person("mali@example.org"), to=TOWN)
    _open(petition)
    _collect(petition, population(346 + WITHDRAWN, ["9901"], series="library"))
    _deliver(petition)
    text = _content("library")
    actions.answer(by=_officer("head@example.org"), petition=petition, text=text["answer"], text_en=text["answer_en"])


def _bus(public_id: str) -> None:
    """A petition handed over: the agency's time is running."""
    petition = _draft(public_id, "bus", kind="agency", by=_person("mali@example.org"), to=TOWN)
    _open(petition)
    _collect(petition, population(311 + WITHDRAWN, ["9901"], series="bus"))
    _deliver(petition)
    paper.package(petition)


def _trees(public_id: str) -> None:
    """A draft that waits at the desk."""
    by = _person("mali@example.org")
    actions.submit(by=by, petition=_draft(public_id, "trees", kind="agency", by=by, to=TOWN))


def _lamps(public_id: str) -> None:
    """The municipality's own kind with two thresholds, both reached; debated."""
    petition = _draft(public_id, "lamps", kind=petition_life.KIND, by=_person("mali@example.org"), to=TOWN)
    _open(petition)
    _collect(petition, petition_life.signers(74 + WITHDRAWN))
    petition_life.council(petition, _officer("head@example.org"))


def _crossing(public_id: str) -> None:
    """Refused by one officer, and an appeal that waits for another."""
    by = _person("mali@example.org")
    petition = _draft(public_id, "crossing", kind=petition_life.KIND, by=by, to=TOWN)
    petition_life.appealed(petition, _officer("moderator@example.org"))


def _draft(public_id: str, name: str, *, kind: str, by: Citizen, to: str) -> Petition:
    text = _content(name)
    text["sections"] = drafts.sections_of(text.get("draft", ""))
    addressee = Agency.objects.get(slug=to)
    return actions.draft(by=by, kind=kind, addressee=addressee, text=text, public_id=public_id, invented=True)


def _open(petition: Petition, electors: int | None = None) -> None:
    actions.submit(by=petition.petitioner, petition=petition)
    actions.open_collecting(by=_officer("moderator@example.org"), petition=petition, electors=electors)


def _collect(petition: Petition, people: Sequence[Citizen]) -> None:
    """Everybody signs, and the last WITHDRAWN think better of it. Grouped, to spare the disk."""
    chance = Random(petition.public_id)  # noqa: S311  a repeatable simulation
    signable = Signable.of(petition)
    for group in batched(people, 500, strict=False):
        with transaction.atomic():
            for person in group:
                channel = chance.choices(CHANNELS, WEIGHTS)[0]
                actions.sign(by=person, petition=signable, name_public=chance.random() < 0.15, channel=channel)
    for person in people[-WITHDRAWN:]:
        actions.withdraw(by=person, petition=signable)


def _deliver(petition: Petition) -> None:
    seal_all()  # the threshold is crossed in sealing
    petition.refresh_from_db()
    actions.deliver(by=petition.petitioner, petition=petition)


def _content(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _person(email: str) -> Citizen:
    return Citizen.objects.get(user__email=email)


def _officer(email: str) -> User:
    return User.objects.get(email=email)


def act(citizen: Citizen, chance: Random) -> str | None:
    """One act of a simulated citizen: a signature where they may sign; what was done, or None."""
    open_now = _open_now()
    for signable in chance.sample(open_now, k=len(open_now)):
        if check(signable.eligibility, citizen).allowed:
            try:
                actions.sign(by=citizen, petition=signable, name_public=chance.random() < 0.15)
            except Refused:
                continue
            return f"{signable.public_id}: signature"
    return None


def _open_now() -> list[Signable]:
    return [Signable.of(petition) for petition in Petition.objects.open().select_related("addressee")]
