"""Figures equal a recount, whatever happened; pages take the same number of queries whatever their length."""

from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.refusals import Refused
from consult.hearings import actions, figures
from consult.hearings.models import ConsultationPage
from consult.hearings.states import Decision
from consult.moderation.states import State as Judgement
from consult.threads import actions as comments
from consult.threads import figures as discussion
from consult.threads.actions import Words
from consult.threads.models import Comment
from consult.threads.states import Stance
from realtime.record import recounts
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories.people import Cast, citizen


def anything(hearing: ConsultationPage, cast: Cast, chance: Random) -> None:
    """One random act, refused or not."""
    people = [cast.petitioner, cast.co_signer, cast.stranger]
    subject, by = make.subject(hearing), chance.choice(people)
    known = list(Comment.objects.about("hearing", hearing.public_id).order_by("id"))
    one = chance.choice(known) if known else None
    verb = chance.choice(["post", "post", "support", "withdraw", "hide", "show", "respond"])
    if verb == "post" or one is None:
        stance, part = chance.choice(list(Stance)), chance.choice(["", "sec_1", "sec_2"])
        words = Words(str(chance.randrange(20)), part=part, stance=stance)
        comments.post_comment(by=by, subject=subject, words=words)
    elif verb == "support":
        comments.support(by=by, comment=one, subject=subject)
    elif verb == "withdraw":
        comments.withdraw_comment(by=by, comment=one)
    elif verb == "hide":
        make.judged(cast.moderator, one, Judgement.HIDDEN)
    elif verb == "show":
        make.judged(cast.moderator, one, Judgement.KEPT)
    else:
        decision = chance.choice(list(Decision))
        actions.respond(by=cast.officer, hearing=hearing, comment=one, decision=decision, reason="เหตุผล" * 5)


@pytest.mark.parametrize("seed", range(5))
def test_figures_equal_a_recount_whatever_happened(cast: Cast, seed: int) -> None:
    hearing, chance = make.opened(cast), Random(seed)
    for _ in range(60):
        try:
            anything(hearing, cast, chance)
        except Refused:
            continue
        finally:
            if chance.random() < 0.2:
                seal_all()
    seal_all()
    again = {part: row for part, row in discussion.recount("hearing", hearing.public_id).items() if any(row)}
    counted = {part: row for part, row in discussion.counted("hearing", hearing.public_id).items() if any(row)}
    assert counted == again
    people = discussion.total(discussion.by_part("hearing", hearing.public_id).values()).participants
    assert people == discussion.recount_participants("hearing", hearing.public_id)
    assert figures.counted(hearing.public_id) == figures.recount(hearing.public_id)
    assert list(recounts.run("threads.comments")) == []
    assert list(recounts.run("hearings.responses")) == []


def filled(cast: Cast, count: int) -> ConsultationPage:
    hearing = make.opened(cast)
    subject = make.subject(hearing)
    for number in range(count):
        words = Words(f"ความเห็นที่ {number}", part="sec_1", name_public=number % 2 == 0)
        comments.post_comment(by=citizen(code="500101" if number % 3 else "900101"), subject=subject, words=words)
    seal_all()
    return hearing


@pytest.mark.parametrize("page", ["", "comments/", "comments/?order=supported", "sections/sec_1/", "responses/"])
def test_fifty_comments_take_as_many_queries_as_two(cast: Cast, page: str) -> None:
    counts = []
    for size in (2, 51):
        hearing = filled(cast, size)
        address = f"/th/hearings/{hearing.public_id}/{page}"
        Client().get(address)
        with CaptureQueriesContext(connection) as queries:
            response = Client().get(address)
        assert response.status_code == 200
        assert not response.cookies
        assert response.headers["ETag"]
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize("order", ["newest", "supported"])
def test_pages_follow_each_other_without_gap_or_repeat(cast: Cast, order: str) -> None:
    hearing = filled(cast, 120)
    seen: list[str] = []
    address: str | None = f"/api/hearings/{hearing.public_id}/comments?order={order}"
    while address:
        found = Client().get(address).json()
        seen += [row["id"] for row in found["data"]]
        following = found["links"]["next"]
        address = following and "/api" + following.partition("/api")[2]
    assert len(seen) == len(set(seen)) == 120


def test_open_data_has_every_comment_and_no_name(cast: Cast) -> None:
    hearing = make.opened(cast)
    make.said(hearing, cast.petitioner, body="=1+1 ข้อความ")
    seal_all()
    table = b"".join(Client().get(f"/open/hearing-comments/{hearing.public_id}.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "ข้อความ" in table
    assert cast.petitioner.family_name not in table
    for address in ("", hearing.public_id):
        document = Client().get(f"/api/hearings/{address}").content.decode()
        assert cast.petitioner.family_name not in document
        assert hearing.public_id in document


def test_strange_cursors_are_the_first_page(cast: Cast) -> None:
    hearing = filled(cast, 2)
    for query in ("after=x", "after=%00", "stance=x&order=y&part=z", "after=00000000-0000-4000-8000-000000000000"):
        assert Client().get(f"/th/hearings/{hearing.public_id}/comments/?{query}").status_code == 200
    assert Client().get(f"/th/hearings/{hearing.public_id}/sections/sec_77/").status_code == 404
