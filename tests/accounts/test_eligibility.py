"""One engine decides who may take part, and says why not."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.eligibility import Rules, check, in_words, require
from accounts.models import Assurance
from accounts.refusals import NotEligible
from tests.factories.people import Cast, citizen

RULES = Rules(minimum_age=18, areas=("50",), assurance=Assurance.CHECKED)


def test_it_works(cast: Cast) -> None:
    assert check(RULES, cast.petitioner).allowed


def test_it_names_every_rule_that_is_not_met(db: None) -> None:
    child = citizen(born=date(2020, 1, 1), code="900101", assurance=Assurance.SELF_STATED)
    assert [reason.code for reason in check(RULES, child).reasons] == ["too-young", "other-area", "assurance"]


def test_it_asks_a_visitor_to_verify(db: None) -> None:
    assert [reason.code for reason in check(RULES, None).reasons] == ["not-verified"]


@pytest.mark.parametrize(("day", "allowed"), [(date(2026, 5, 16), False), (date(2026, 5, 17), True)])
def test_it_counts_the_birthday_itself(db: None, day: date, allowed: bool) -> None:
    person = citizen(born=date(2008, 5, 17))
    assert check(RULES, person, on=day).allowed is allowed


def test_it_measures_age_on_the_day_the_rules_name(db: None) -> None:
    person = citizen(born=date(2008, 5, 17))
    assert check(replace(RULES, age_on=date(2026, 6, 1)), person, on=date(2026, 1, 1)).allowed


def test_it_raises_with_the_reasons(cast: Cast) -> None:
    with pytest.raises(NotEligible) as refusal:
        require(RULES, cast.stranger)
    assert len(refusal.value.reasons) == 1


def test_rules_survive_storage() -> None:
    rules = replace(RULES, age_on=date(2026, 6, 1))
    assert Rules.from_json(rules.to_json()) == rules


def test_it_publishes_its_rules_in_words(cast: Cast) -> None:
    assert len(in_words(RULES)) == 3
