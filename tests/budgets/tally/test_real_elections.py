"""Real elections: the same winners as the cities themselves announced, where their rule is one of ours."""

from pathlib import Path

import pytest

from budgets.tally import pabulib
from budgets.tally.equal_shares import EqualShares, equal_shares
from budgets.tally.greedy import greedy

HERE = Path(__file__).parents[2] / "data" / "pb"
SHARED = Path(__file__).parents[4].joinpath("shared", "data", "pb")


def read(name: str) -> pabulib.File:
    for folder in (HERE, SHARED):
        if (folder / name).exists():
            return pabulib.read((folder / name).read_text(encoding="utf-8"))
    pytest.skip(f"{name} is not in tests/data/pb nor in ../shared/data/pb")


@pytest.mark.parametrize(
    ("name", "comparison", "spent"),
    [
        ("Netherlands_Assen_2024.pb", False, 76_700),
        ("Poland_Swiecie_2023.pb", True, 1_040_337),
        ("Poland_Wieliczka_2023_Green_Budget.pb", True, 995_079),
    ],
)
def test_equal_shares_with_add1_gives_the_winners_of_the_city(name: str, comparison: bool, spent: int) -> None:
    file = read(name)
    outcome = equal_shares(file.election(), EqualShares(comparison=comparison))
    assert frozenset(outcome.funded) == file.selected
    assert outcome.spent == spent * 100


def test_one_project_is_funded_in_pole_mokotowskie() -> None:
    file = read("Poland_Warszawa_2018_Pole_Mokotowskie.pb")
    assert frozenset(greedy(file.election()).funded) == file.selected == {"658"}


def test_zabrze_has_sixty_one_ballots_and_one_winner() -> None:
    election = read("Poland_Zabrze_2020_Osiedle_Mlodego_Gornika.pb").election()
    assert (election.voters, greedy(election).funded) == (61, ("P0028",))


def test_a_file_written_is_read_again_as_it_was() -> None:
    file = read("Netherlands_Assen_2024.pb")
    votes = [{"voter_id": row["voter_id"], "vote": row["vote"]} for row in file.votes]
    again = pabulib.read(pabulib.write(file.meta.items(), file.projects.values(), votes))
    assert again.election() == file.election()
