"""Every mistake on paper has a clear sentence of its own, in both languages, for the officer who keys it."""

from typing import Any

import pytest
from django.utils.translation import override

from petitions.models import Outcome
from petitions.paper import sentences
from petitions.paper.reading import read
from tests.factories import petitions as make
from tests.factories.people import Cast
from tests.petitions.paper.sheets import line, person, record, sheet

MISTAKES: dict[str, dict[str, Any]] = {"identity": {"identity": "1234567890123"}, "birth": {"birth": "31/2/2533"}}


@pytest.mark.parametrize("field", MISTAKES)
def test_it_works(field: str) -> None:
    """What makes no sense is told beside its field, before anything is recorded."""
    said = {}
    for language in ("th", "en"):
        with override(language):
            said[language] = str(read(line(1, 1, **MISTAKES[field])).problems[field])
    assert said["th"] != said["en"]
    assert all(len(words) > 10 for words in said.values())


@pytest.mark.parametrize("outcome", Outcome.values)
def test_every_outcome_has_a_sentence_in_both_languages(outcome: str) -> None:
    said = {}
    for language in ("th", "en"):
        with override(language):
            said[language] = str(sentences.REASONS[outcome])
    assert said["th"] != said["en"]


def test_a_year_of_another_era_is_understood(cast: Cast) -> None:
    for serial in (1, 2):
        person(serial)
    made = sheet(cast, make.collecting(cast))
    both = record(cast, made, line(1, 1, birth="17/5/2533"), line(2, 2, birth="17/5/1990"))
    assert set(both.values()) == {"counted"}
