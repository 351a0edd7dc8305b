"""Real elections: they import whole, add up, and give the winners that the cities themselves announced."""

import pytest
from pabulib import Checker

from budgets.tally import count, pabulib
from budgets.tally.equal_shares import equal_shares
from budgets.tally.variants import EqualShares
from tests.real_elections import names, text_of

BALLOTS = {
    "Hungary_Budapest_2024.pb": 28_943,
    "Netherlands_Amsterdam_252.pb": 8_520,
    "Netherlands_Assen_2024.pb": 84,
    "Poland_Gdansk_2020_Przerobka.pb": 182,
    "Poland_Krakow_2021_Wzgorza_Krzeslawickie.pb": 2_296,
    "Poland_Swiecie_2023.pb": 2_553,
    "Poland_Warszawa_2018_Pole_Mokotowskie.pb": 8,
    "Poland_Wieliczka_2023_Green_Budget.pb": 6_586,
    "Poland_Zabrze_2020_Osiedle_Mlodego_Gornika.pb": 61,
    "Switzerland_Zurich_D10.pb": 180,
    "US_Stanford_Dataset_2021-22_Cal_High_Library_PB_vote_knapsacks.pb": 238,
}


def read(name: str) -> pabulib.File:
    return pabulib.read(text_of(name))


def test_every_file_of_the_folder_is_tested() -> None:
    assert names() == sorted(BALLOTS)


@pytest.mark.parametrize(("name", "ballots"), BALLOTS.items())
def test_every_file_imports_and_its_columns_agree_with_its_ballots(name: str, ballots: int) -> None:
    file = read(name)
    election = file.election()
    assert election.voters == len(file.votes) == int(file.meta["num_votes"]) == ballots
    assert len(election.projects) == int(file.meta["num_projects"])
    assert file.disagreements() == []


UNTOLD = {  # files that name no rule ("unknown"), or no winners
    "Hungary_Budapest_2024.pb",
    "Netherlands_Amsterdam_252.pb",
    "Poland_Gdansk_2020_Przerobka.pb",
    "Poland_Zabrze_2020_Osiedle_Mlodego_Gornika.pb",
    "Switzerland_Zurich_D10.pb",
    "US_Stanford_Dataset_2021-22_Cal_High_Library_PB_vote_knapsacks.pb",
}


@pytest.mark.parametrize("name", sorted(BALLOTS.keys() - UNTOLD))
def test_the_winners_of_the_city_come_out_wherever_the_file_names_rule_and_winners(name: str) -> None:
    file = read(name)
    assert file.rule is not None
    assert frozenset(count(file.election(), *file.rule).funded) == file.selected


@pytest.mark.parametrize("name", sorted(UNTOLD))
def test_the_other_files_name_no_rule_or_no_winners(name: str) -> None:
    file = read(name)
    assert file.rule is None or not file.selected


@pytest.mark.parametrize(
    ("name", "comparison", "spent"),
    [
        ("Netherlands_Assen_2024.pb", False, 76_700),
        ("Poland_Swiecie_2023.pb", True, 1_040_337),
        ("Poland_Wieliczka_2023_Green_Budget.pb", True, 995_079),
    ],
)
def test_equal_shares_with_add1_spend_what_the_city_spent(name: str, comparison: bool, spent: int) -> None:
    file = read(name)
    outcome = equal_shares(file.election(), EqualShares(comparison=comparison))
    assert frozenset(outcome.funded) == file.selected
    assert outcome.spent == spent * 100


def test_amsterdam_keeps_to_the_smaller_budgets_of_its_neighbourhoods() -> None:
    election = read("Netherlands_Amsterdam_252.pb").election()
    outcome = count(election, "greedy")
    assert len(election.caps) == 3
    for cap in election.caps:
        assert election.spent(cap.codes & set(outcome.funded)) <= cap.budget
    assert {verdict.why for verdict in outcome.verdicts} >= {"over-cap"}


@pytest.mark.parametrize("name", ["Netherlands_Assen_2024.pb", "Poland_Krakow_2021_Wzgorza_Krzeslawickie.pb"])
def test_a_file_written_is_read_again_as_it_was(name: str) -> None:
    file = read(name)
    again = pabulib.read(pabulib.write(file.meta.items(), file.projects.values(), file.votes))
    assert again.election() == file.election()


@pytest.mark.parametrize("name", ["Netherlands_Assen_2024.pb", "Poland_Krakow_2021_Wzgorza_Krzeslawickie.pb"])
def test_a_file_written_is_as_right_as_the_file_read_to_the_checker_of_pabulib(name: str) -> None:
    file = read(name)
    written = pabulib.write(file.meta.items(), file.projects.values(), file.votes)
    before, after = (Checker().process_files([text]) for text in (text_of(name), written))
    assert after["summary"] == before["summary"]


def test_a_file_without_votes_section_or_cost_is_refused() -> None:
    with pytest.raises(ValueError, match="sections"):
        pabulib.read("META\nkey;value\nPROJECTS\nproject_id;cost\n")
    with pytest.raises(ValueError, match="cost"):
        pabulib.read("META\nkey;value\nbudget;5\nPROJECTS\nproject_id;cost\n1;\nVOTES\nvoter_id;vote\n")
