"""What a kind of petition means, in plain sentences: for its page, and for the officer who makes one."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence
from petitions.kinds import PetitionKind, ThresholdRule


def sentences(kind: PetitionKind) -> list[Sentence]:
    """One sentence for each rule, in the order in which a petition meets them."""
    return [*_start(kind), *_sign(kind), *_thresholds(kind), *_authority(kind)]


def _start(kind: PetitionKind) -> Iterator[Sentence]:
    if kind.initiators > 1:
        yield _say(
            _("At least {n} people start it together, each with their own verified identity."), n=kind.initiators
        )
    else:
        yield _("One person with a verified identity can start it.")
    if kind.documents:
        names = [document.label for document in kind.documents]
        yield _say(_("It needs: {documents}."), documents=_list(names))


def _sign(kind: PetitionKind) -> Iterator[Sentence]:
    where = _("people of the authority's own area") if kind.local else _("people of the whole country")
    yield _say(_("It can be signed by {where} aged {age} or more."), where=where, age=kind.minimum_age)
    yield _say(_("Names are collected for {days} days."), days=kind.window.days)
    if kind.extra_days:
        words = _("If they are too few then, there are {days} days more, once.")
        yield _say(words, days=kind.extra_days)
    if kind.publishes_names:
        yield _("After acceptance the law has all names published (2565 Act s.11).")


def _thresholds(kind: PetitionKind) -> Iterator[Sentence]:
    for rule in kind.thresholds:
        yield _say(_("With {number}: {consequence}"), number=_number(rule), consequence=rule.consequence)
        if rule.provinces[0]:
            words = _("Of these, at least {n} from each of at least {m} provinces.")
            yield _say(words, n=f"{rule.provinces[1]:,}", m=rule.provinces[0])
    if kind.representatives[1]:
        low, high = kind.representatives
        yield _say(_("From {low} to {high} representatives speak for the signers."), low=low, high=high)


def _number(rule: ThresholdRule) -> Sentence:
    if rule.share is None:
        return _say(_("{n} names"), n=f"{rule.names:,}")
    part, whole = rule.share
    if not rule.names:
        return _say(_("{part} in {whole} of the electors"), part=part, whole=whole)
    words = _("{n} names or {part} in {whole} of the electors, whichever is fewer")
    return _say(words, n=f"{rule.names:,}", part=part, whole=whole)


def _authority(kind: PetitionKind) -> Iterator[Sentence]:
    for clock in kind.clocks:
        yield _say(_("{label}: within {days} days."), label=clock.label, days=clock.days)
    if kind.hearing_first:
        yield _("Before a debate there is a public hearing with an analysis of impacts.")


def _say(words: Any, **values: Any) -> Sentence:
    return format_lazy(words, **values)


def _list(parts: list[Sentence]) -> Sentence:
    return format_lazy(", ".join("{}" for _part in parts), *parts)
