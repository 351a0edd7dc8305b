"""Where few people voted: whether totals are published exactly there, and whether the parts of ballots add up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from realtime.record.checking.forms import key_of, parts_fit, projects_of
from realtime.record.checking.merkle import Broken

WHERE = "Totals instead of ballots are published where fewer than {} people voted, and only there."


@dataclass
class Bounds:
    """How many ballots name a project of a district, or of one within it: at least, at most."""

    least: int = 0
    most: int = 0


@dataclass
class Districts:
    """Districts within districts, with what their envelopes tell about how many ballots there were."""

    own: dict[str, Bounds] = field(default_factory=dict)

    def told(self, district: str, part: Mapping[str, Any]) -> None:
        """What the part of an envelope of this district tells: totals leave open how many ballots they are of."""
        numbers = list(part["votes"].values()) if "votes" in part else [one["voters"] for one in part["patterns"]]
        here = self.own.setdefault(district, Bounds())
        here.least = max(here.least, max(numbers, default=0) if "votes" in part else sum(numbers))
        here.most += sum(numbers)

    def bounds(self, district: str) -> Bounds:
        """Of the district with everything within it: nobody names projects of two districts beside each other."""
        inside = [code for code in self.own if code != district and code.startswith(district)]
        nearest = [code for code in inside if not any(code != other and code.startswith(other) for other in inside)]
        below = [self.bounds(code) for code in nearest]
        here = self.own.get(district, Bounds())
        return Bounds(max(here.least, sum(one.least for one in below)), here.most + sum(one.most for one in below))


def few_in(rules: Mapping[str, Any], ballots: Mapping[str, Any]) -> frozenset[int]:
    """Numbers of the envelopes that are counted from totals by the rule for few ballots. Raises Broken.

    Rules frozen before there was such a rule have none.
    """
    few = rules["counting"].get("few")
    if ("parts" in ballots) != (rules["publication"] == "parts") or (few is None and "parts" in ballots):
        raise Broken("The ballots are not published in the way that the frozen rules say.")
    if few is None:
        return frozenset()
    if "parts" in ballots:
        return _few_parts(rules, ballots, few["fewer_than"])
    small = ballots["ballots"] < few["fewer_than"]
    if ballots["patterns"] if small else ballots["rest"]["ballots"]:
        raise Broken(WHERE.format(few["fewer_than"]))
    return frozenset(range(len(rules["envelopes"]) or 1)) if small else frozenset()


def _few_parts(rules: Mapping[str, Any], ballots: Mapping[str, Any], crowd: int) -> frozenset[int]:
    parts, districts = ballots["parts"], Districts()
    if [part["envelope"] for part in parts] != [key_of(one) for one in rules["envelopes"]]:
        raise Broken("The parts of the ballots are not those of the envelopes of this round.")
    if ballots["patterns"] or ballots["rest"]["ballots"]:
        raise Broken("Ballots are published whole and taken apart at once.")
    where = [_district(rules, one) for one in rules["envelopes"]]
    for number, part in enumerate(parts):
        parts_fit(rules, rules["envelopes"][number], part)
        districts.told(where[number], part)
    cast, whole = ballots["ballots"], districts.bounds("")
    if whole.least > cast or (rules["ballot"]["minimum"] > 0 and whole.most < cast):
        raise Broken(f"The parts of the ballots cannot be those of {cast} ballots.")
    for number, part in enumerate(parts):
        there = districts.bounds(where[number]) if where[number] else Bounds(cast, cast)
        if there.least >= crowd if "votes" in part else min(there.most, cast) < crowd:
            raise Broken(f"{WHERE.format(crowd)} It is otherwise in {part['envelope']}.")
    return frozenset(number for number, part in enumerate(parts) if "votes" in part)


def _district(rules: Mapping[str, Any], envelope: Mapping[str, Any]) -> str:
    """Of which district the projects of an envelope are; "" for the whole area."""
    return next((str(one["district"]) for one in projects_of(rules, envelope)), "")
