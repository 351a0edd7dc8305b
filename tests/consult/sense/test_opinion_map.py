"""The opinion map as pure mathematics: agrees with published groups, is the same each time, is not made by copies."""

import csv
import io
import subprocess
import sys
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from consult.sense import opinion_map
from consult.sense.opinion_map import Map, TooFew, Votes, draw, read, votes

DATA = Path(__file__).resolve().parents[2] / "data" / "opinions"
STATEMENTS = 24


def people(count: int = 300, groups: int = 3, seed: int = 7) -> list[tuple[str, str, int]]:
    """`count` people in camps that each have their own view of a third of the statements; one view all share."""
    chance = Random(seed)
    rows = []
    for number in range(count):
        camp = number % groups
        for statement in range(STATEMENTS):
            if chance.random() < 0.25:
                continue
            likely = 0.9 if statement < 3 or statement % groups == camp else 0.12
            rows.append((f"v{number:04}", f"s{statement:02}", 1 if chance.random() < likely else -1))
    return rows


def block(count: int = 200, likes: int = 2) -> list[tuple[str, str, int]]:
    """The same ballot `count` times: for every `likes`-th statement, against the others."""
    return [
        (f"x{number:04}", f"s{statement:02}", 1 if statement % likes else -1)
        for number in range(count)
        for statement in range(STATEMENTS)
    ]


def camps(found: Map) -> dict[str, int]:
    return dict(zip(found.participants, found.member_of, strict=True))


def test_it_agrees_with_published_groups() -> None:
    """Real votes of 339 people; the groups that Polis published for them."""
    with (DATA / "polis-votes.csv").open(encoding="utf-8") as file:
        found = draw(read(file))
    with (DATA / "polis-groups.csv").open(encoding="utf-8") as file:
        published = {row["participant"]: row["group"] for row in csv.DictReader(file)}
    placed = camps(found)
    assert set(placed) == set(published)
    agreement = adjusted_rand_score([published[who] for who in placed], list(placed.values()))
    print(f"\n{len(placed)} people, {len(found.groups)} groups, ARI {agreement:.3f}")
    assert len(found.groups) == len(set(published.values()))
    assert agreement >= 0.7


def test_camps_are_found_with_what_sets_them_apart_and_what_unites() -> None:
    found = draw(votes(people()))
    assert len(found.groups) == 3
    truth = [int(who[1:]) % 3 for who in found.participants]
    assert adjusted_rand_score(truth, found.member_of) >= 0.9
    united = sorted(zip(found.consensus, found.statements, strict=True), reverse=True)[:3]
    assert {statement for _score, statement in united} == {"s00", "s01", "s02"}
    for group in found.groups:
        assert group.typical
        assert all(0 <= one.likely <= 1 and one.z > opinion_map.Z for one in group.typical)


def test_consensus_is_the_product_over_groups() -> None:
    found = draw(votes(people()))
    for row, score in zip(found.answers, found.consensus, strict=True):
        product = 1.0
        for answer in row:
            product *= (answer.weighed_agrees + 1) / (answer.weighed_seen + 2)
        assert score == pytest.approx(product, abs=1e-6)


@pytest.mark.parametrize("likes", [2, 3, 5])
def test_two_hundred_equal_ballots_neither_make_nor_steal_a_group(likes: int) -> None:
    """200 copies beside 300 people: the 300 stay together as before, the copies are named, the consensus holds."""
    before, after = draw(votes(people())), draw(votes(people() + block(likes=likes)))
    old, new = camps(before), camps(after)
    assert len(after.groups) == len(before.groups)
    assert adjusted_rand_score([old[who] for who in old], [new[who] for who in old]) >= 0.95
    assert len(after.blocks) == 1
    assert after.blocks[0][0] == 200
    homes = {new[f"x{number:04}"] for number in range(200)}
    assert len(homes) == 1
    assert after.groups[homes.pop()].same == 200
    first = sorted(zip(before.consensus, before.statements, strict=True), reverse=True)[:3]
    then = sorted(zip(after.consensus, after.statements, strict=True), reverse=True)[:3]
    assert {statement for _score, statement in first} == {statement for _score, statement in then}


def test_equal_ballots_of_a_few_are_not_accused() -> None:
    assert draw(votes(people() + block(3))).blocks == []


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = people()
    again = rows.copy()
    Random(1).shuffle(again)
    assert draw(votes(rows)) == draw(votes(again))


def test_the_last_vote_counts() -> None:
    rows = [*people(), ("v0000", "s00", -1), ("v0000", "s00", 1)]
    assert votes(rows).matrix[0, 0] == 1


def test_too_few_are_told_so() -> None:
    with pytest.raises(TooFew):
        draw(votes(people(20)))
    with pytest.raises(TooFew):
        draw(votes([]))
    with pytest.raises(TooFew):
        draw(Votes([], [], np.empty((0, 0))))


def test_no_group_is_smaller_than_ten() -> None:
    lonely = [(f"y{number}", f"s{statement:02}", -1) for number in range(4) for statement in range(STATEMENTS)]
    found = draw(votes(people() + lonely))
    assert min(group.people for group in found.groups) >= opinion_map.LEAST_GROUP


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(30, 80), st.integers(2, 12), st.floats(0.2, 1.0))
def test_any_votes_give_a_map_that_adds_up(seed: int, count: int, statements: int, answered: float) -> None:
    chance = Random(seed)
    rows = [
        (f"v{who}", f"s{what}", chance.choice([-1, 0, 1]))
        for who in range(count)
        for what in range(statements)
        if chance.random() < answered
    ]
    try:
        found = draw(votes(rows))
    except TooFew:
        return
    assert sum(group.people for group in found.groups) == len(found.participants)
    assert found.to_json()["digest"] == draw(votes(rows)).digest
    for row in found.answers:
        assert all(0 <= one.agrees + one.disagrees <= one.seen for one in row)


def test_the_file_runs_alone(tmp_path: Path) -> None:
    """Anybody draws the map from the published votes with one file and NumPy, outside this project."""
    source = Path(opinion_map.__file__).read_text(encoding="utf-8")
    script, data = tmp_path / "opinion_map.py", tmp_path / "votes.csv"
    script.write_text(source, encoding="utf-8")
    text = io.StringIO()
    csv.writer(text).writerows([("participant", "statement", "vote"), *people()])
    data.write_text(text.getvalue(), encoding="utf-8")
    done = subprocess.run([sys.executable, script, data], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert f"digest {draw(votes(people())).digest}" in done.stdout


def test_a_file_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="column"):
        read(io.StringIO("a,b\n1,2\n"))
