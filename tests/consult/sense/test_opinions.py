"""The opinion map of a hearing: from reactions to a kept map that anybody can draw again."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Citizen
from consult.hearings.models import ConsultationPage
from consult.sense import opinions, work
from consult.sense.models import OpinionMap
from consult.sense.querysets import AGAIN
from consult.threads import actions as comments
from consult.threads.models import Comment
from consult.threads.states import Direction
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.people import Cast

PEOPLE, STATEMENTS = 36, 8


def debated(cast: Cast) -> tuple[ConsultationPage, list[Comment], list[Citizen]]:
    """Eight comments; two camps of eighteen, for the even and for the odd ones."""
    hearing = make.opened(cast)
    said = [make.said(hearing, people.citizen(), body=f"ข้อเสนอที่ {number}") for number in range(STATEMENTS)]
    voters = [people.citizen(str(number)) for number in range(PEOPLE)]
    subject = make.subject(hearing)
    for number, voter in enumerate(voters):
        for at, one in enumerate(said):
            likes = (at % 2 == number % 2) != ((number * 5 + at * 7) % 17 == 0)
            way = Direction.SUPPORT if likes or at == 7 else Direction.OPPOSE
            comments.react(by=voter, comment=one, subject=subject, direction=way)
    seal_all()
    return hearing, said, voters


def test_it_works(cast: Cast) -> None:
    hearing, said, _voters = debated(cast)
    row = opinions.draw("hearing", hearing.public_id)
    assert row.too_few == ""
    assert len(row.drawing["groups"]) == 2
    assert sum(group["people"] for group in row.drawing["groups"]) == PEOPLE
    assert set(row.drawing["statements"]) == {str(one.pk) for one in said}
    best = max(zip(row.drawing["consensus"], row.drawing["statements"], strict=True))
    assert best[1] == str(said[7].pk)


def test_the_published_votes_give_the_same_map_and_name_nobody(cast: Cast) -> None:
    hearing, _said, voters = debated(cast)
    row = opinions.draw("hearing", hearing.public_id)
    assert opinions.again("hearing", hearing.public_id).digest == row.drawing["digest"]
    published = list(opinions.published_votes("hearing", hearing.public_id))
    assert len(published) == PEOPLE * STATEMENTS
    names = {who for who, _what, _vote in published}
    assert not names & {str(voter.pk) for voter in voters}
    call_command("opinion_map", "hearing", hearing.public_id, "--check")


def test_numbers_are_drawn_anew_for_each_file(cast: Cast) -> None:
    """Two files cannot be laid over each other to follow a person."""
    hearing, _said, _voters = debated(cast)
    files = []
    for _ in range(2):
        opinions.draw("hearing", hearing.public_id)
        files.append(list(opinions.published_votes("hearing", hearing.public_id)))
    assert files[0] != files[1]
    assert len(files[0]) == len(files[1])


def test_statements_of_few_voters_and_votes_taken_back_stay_out(cast: Cast) -> None:
    hearing, said, voters = debated(cast)
    subject = make.subject(hearing)
    for voter in voters[:30]:
        comments.react(by=voter, comment=said[0], subject=subject, direction=Direction.NONE)
    comments.withdraw_comment(by=said[1].citizen, comment=said[1])
    opinions.draw("hearing", hearing.public_id)
    published = {what for _who, what, _vote in opinions.published_votes("hearing", hearing.public_id)}
    assert published == {str(one.pk) for one in said[2:]}


def test_too_few_votes_are_said_to_be(cast: Cast) -> None:
    hearing = make.opened(cast)
    row = opinions.draw("hearing", hearing.public_id)
    assert row.drawing is None
    assert row.too_few


def test_the_clock_draws_what_is_due_once_an_hour(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    hearing, said, voters = debated(cast)
    started: list[bool] = []
    monkeypatch.setattr(work, "launch", lambda: started.append(True))
    work.start_waiting()
    assert started
    work.group_waiting()
    row = OpinionMap.objects.get(public_id=hearing.public_id)
    assert row.drawing
    assert row.stale_since is None
    changed = Direction.OPPOSE
    comments.react(by=voters[0], comment=said[7], subject=make.subject(hearing), direction=changed)
    seal_all()
    work.start_waiting()
    assert len(started) == 1
    OpinionMap.objects.update(drawn_at=timezone.now() - AGAIN * 2)
    work.start_waiting()
    assert len(started) == 2


def test_the_command_draws_from_a_file(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("opinion_map", "--from", "tests/data/opinions/polis-votes.csv")
    assert "group A" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("opinion_map", "--from", "tests/data/opinions/polis-groups.csv")
    with pytest.raises(CommandError):
        call_command("opinion_map", "hearing", "nothing")


def test_the_page_shows_tables_and_the_picture_after_them(cast: Cast) -> None:
    hearing, said, _voters = debated(cast)
    address = f"/th/opinions/hearing/{hearing.public_id}/map/"
    empty = Client().get(address)
    assert empty.status_code == 200
    assert "map__letter" not in empty.content.decode()
    opinions.draw("hearing", hearing.public_id)
    Client().get(address)
    with CaptureQueriesContext(connection) as queries:
        page = Client().get(address)
    print(len(queries), "queries")
    assert len(queries) <= 12
    text = page.content.decode()
    assert not page.cookies
    assert said[7].body in text
    assert text.index("<table>") < text.index("map__letter")
    assert 'class="map__mark' in text
    assert Client().get(address.replace("/th/", "/en/")).status_code == 200


def test_the_votes_and_the_file_that_draws_them_are_open_data(cast: Cast, tmp_path: Path) -> None:
    hearing, _said, _voters = debated(cast)
    name = f"/open/hearing-opinion-votes/{hearing.public_id}.csv"
    assert Client().get(name).status_code == 404
    row = opinions.draw("hearing", hearing.public_id)
    file = tmp_path / "votes.csv"
    file.write_bytes(Client().get(name).getvalue())
    source = tmp_path / "opinion_map.py"
    source.write_bytes(Client().get("/th/opinions/opinion_map.py").content)
    told = subprocess.run([sys.executable, source, file], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert row.drawing["digest"] in told.stdout


def test_a_comment_taken_back_is_not_shown_on_the_map(cast: Cast) -> None:
    hearing, said, _voters = debated(cast)
    opinions.draw("hearing", hearing.public_id)
    comments.withdraw_comment(by=said[7].citizen, comment=said[7])
    text = Client().get(f"/th/opinions/hearing/{hearing.public_id}/map/").content.decode()
    assert said[7].body not in text
