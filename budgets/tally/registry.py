"""Counting rules of one shape: a name, parameters with their meaning, a function."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from budgets.tally.election import Election
from budgets.tally.greedy import Greedy, greedy
from budgets.tally.outcome import Outcome
from budgets.tally.variants import COMPLETIONS, STARTS, STOPS, UNITS, EqualShares, Phragmen


@dataclass(frozen=True)
class Rule:
    """One way to count. `needs_ballots`: a recount needs whole ballots, totals are not enough."""

    name: str
    label: str | Promise
    words: str | Promise
    needs_ballots: bool
    defaults: Mapping[str, Any]
    count: Callable[[Election, Mapping[str, Any]], Outcome]


def _equal_shares(election: Election, values: Mapping[str, Any]) -> Outcome:
    from budgets.tally.equal_shares import equal_shares  # NumPy, with the first count

    return equal_shares(election, EqualShares(**values))


def _phragmen(election: Election, values: Mapping[str, Any]) -> Outcome:
    from budgets.tally.phragmen import phragmen  # NumPy, with the first count

    return phragmen(election, Phragmen(**values))


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            "greedy",
            _("Most votes first"),
            _("Projects are funded in order of their votes, as long as the envelope lasts."),
            needs_ballots=False,
            defaults=asdict(Greedy()),
            count=lambda election, values: greedy(election, Greedy(**values)),
        ),
        Rule(
            "equal-shares",
            _("Equal shares"),
            _("Every voter gets the same share of the envelope; projects are bought with their supporters' shares."),
            needs_ballots=True,
            defaults=asdict(EqualShares()),
            count=_equal_shares,
        ),
        Rule(
            "phragmen",
            _("Phragmén"),
            _("Everybody earns evenly; a project is bought as soon as its supporters hold its cost together."),
            needs_ballots=True,
            defaults=asdict(Phragmen()),
            count=_phragmen,
        ),
    )
}


WORDS = {"satisfaction": UNITS, "start": STARTS, "completion": COMPLETIONS, "stop": STOPS}


def count(election: Election, rule: str, parameters: Mapping[str, Any] | None = None) -> Outcome:
    """Count `election` by the named rule; parameters left out have their defaults.

    Raises KeyError for a rule that does not exist, TypeError for a parameter that it does not have.
    """
    known = RULES[rule]
    return known.count(election, {**known.defaults, **(parameters or {})})


def wrong_parameters(rule: str, parameters: Mapping[str, Any]) -> list[str]:
    """Names of parameters that this rule does not have, or whose values it cannot use."""
    defaults = RULES[rule].defaults
    return sorted(name for name, value in parameters.items() if not _usable(name, value, defaults.get(name)))


def _usable(name: str, value: Any, default: Any) -> bool:
    """Whether a value can stand where this default does: of its kind, one of its words, no number below zero."""
    if name in WORDS:
        return value in WORDS[name]
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    return isinstance(value, int | type(default)) and default is not None and value >= (1 if name == "step" else 0)
