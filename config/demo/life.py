"""A simulator: citizens act through the same actions as real ones, so that live pages move."""

import itertools
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from random import Random

from accounts.models import Citizen
from config.demo.population import population

# One act of one citizen: says what was done, or None when there was nothing for them to do.
type Act = Callable[[Citizen, Random], str | None]

# Parts of the demonstration that may have a function `act`, and how often each is chosen.
PLAYERS = {"petitions": 5, "consult": 3, "budgets": 3}
TOWN = "9901"
GROUP = 200


def players() -> dict[str, Act]:
    """The acts that exist on this site."""
    found: dict[str, Act] = {}
    for name in PLAYERS:
        if find_spec(f"config.demo.{name}") is None:
            continue
        act = getattr(import_module(f"config.demo.{name}"), "act", None)
        if act:
            found[name] = act
    return found


def citizens(start: int) -> Iterator[Citizen]:
    """New people without end, one in four of the invented municipality; `start` names the series."""
    for number in itertools.count(start):
        country = population(GROUP * 3 // 4, series=f"life-{number}")
        town = population(GROUP // 4, [TOWN], series=f"life-town-{number}")
        people = [*country, *town]
        Random(number).shuffle(people)  # noqa: S311  a simulation
        yield from people


def live(rate: float, seconds: float | None = None, *, tell: Callable[[str], None] = print) -> Counter[str]:
    """Act `rate` times a second for `seconds` (None: until interrupted); what was done, by kind.

    Behind its time it does not run after it: a slow machine only gets a lower rate.
    """
    chance = Random()  # noqa: S311  a simulation
    acts, done = players(), Counter[str]()
    began = told = time.monotonic()
    for person in citizens(int(time.time())):
        started = time.monotonic()
        if seconds is not None and started - began >= seconds:
            break
        done[_one_act(person, chance, acts) or "nothing to do"] += 1
        if started - told >= 5:
            tell(", ".join(f"{name} {n}" for name, n in done.most_common()))
            told = started
        time.sleep(max(0.0, started + 1 / rate - time.monotonic()))
    return done


def _one_act(person: Citizen, chance: Random, acts: dict[str, Act]) -> str | None:
    """What this person did: of the parts in a weighted random order, the first that had something for them."""
    for name in sorted(acts, key=lambda name: chance.random() ** (1 / PLAYERS[name]), reverse=True):
        if what := acts[name](person, chance):
            return what
    return None
