"""The machine's work on a hearing: asked for by an officer, done apart from requests, officers' hands respected."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from accounts.refusals import AlreadyDone
from consult.hearings.models import ConsultationPage
from consult.sense import actions, figures, grouping, work
from consult.sense.models import Grouping, GroupMember, IssueGroup
from consult.sense.states import By, Work
from consult.threads.models import Comment
from realtime.record import recounts
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.opinions import opinions
from tests.factories.people import Cast

COUNT = 80


def discussed(cast: Cast) -> ConsultationPage:
    hearing = make.opened(cast)
    say(hearing, 0, COUNT)
    return hearing


def say(hearing: ConsultationPage, start: int, end: int) -> None:
    """The opinions from `start` to `end`, each by somebody else."""
    writers = [people.citizen(str(number)) for number in range(start, end)]
    for number, (one, by) in enumerate(zip(opinions(end, campaigns=0.2)[start:], writers, strict=True), start):
        make.said(hearing, by, body=f"{one.text} {number}")
    seal_all()


def places(hearing: ConsultationPage) -> dict[object, int]:
    return dict(GroupMember.objects.about("hearing", hearing.public_id).values_list("comment", "group__number"))


def test_it_works(cast: Cast) -> None:
    hearing = discussed(cast)
    outcome = work.group("hearing", hearing.public_id)
    seal_all()
    found = figures.coverage("hearing", hearing.public_id)
    assert outcome.comments == found.comments == COUNT
    assert (
        found.grouped
        == outcome.grouped
        == sum(row[0] for row in figures.recount("hearing", hearing.public_id).values())
    )
    assert found.share > 0.4
    assert figures.counted("hearing", hearing.public_id) == figures.recount("hearing", hearing.public_id)
    assert Entry.objects.filter(kind="sense.grouped", subject=hearing.subject).count() == 1
    assert not list(recounts.run("sense.groups"))
    group = IssueGroup.objects.largest_first()[0]
    assert group.representative_id in GroupMember.objects.filter(group=group).values_list("pk", flat=True)
    assert Grouping.objects.get().work == Work.DONE


def test_a_second_run_keeps_every_place_and_every_edit(cast: Cast) -> None:
    hearing = discussed(cast)
    work.group("hearing", hearing.public_id)
    subject = make.subject(hearing)
    first, second, *_rest = IssueGroup.objects.largest_first()
    chosen = list(Comment.objects.filter(grouped__group=first)[:2])
    actions.move(by=cast.officer, subject=subject, comments=chosen[:1], to=second)
    actions.move(by=cast.officer, subject=subject, comments=chosen[1:], to=None)
    actions.rename(by=cast.officer, subject=subject, group=second, name="ชื่อของเจ้าหน้าที่")
    before = places(hearing)
    say(hearing, COUNT, COUNT + 40)
    outcome = work.group("hearing", hearing.public_id)
    after = places(hearing)
    assert {one: number for one, number in after.items() if one in before} == before
    assert len(after) > len(before)
    assert outcome.joined >= 1
    assert chosen[1].pk not in after
    second.refresh_from_db()
    assert second.name == "ชื่อของเจ้าหน้าที่"
    assert GroupMember.objects.get(pk=chosen[0].pk).how == By.OFFICER


def test_the_button_asks_and_the_clock_starts_the_work(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    hearing = discussed(cast)
    started: list[bool] = []
    monkeypatch.setattr(work, "launch", lambda: started.append(True))
    work.start_waiting()
    assert not started
    actions.ask_for_grouping(by=cast.officer, subject=make.subject(hearing))
    work.start_waiting()
    assert started
    with pytest.raises(AlreadyDone):
        actions.ask_for_grouping(by=cast.officer, subject=make.subject(hearing))
    assert [outcome.comments for outcome in work.group_waiting()] == [COUNT]
    actions.ask_for_grouping(by=cast.officer, subject=make.subject(hearing))


def test_a_fault_is_told_and_can_be_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    hearing = discussed(cast)
    actions.ask_for_grouping(by=cast.officer, subject=make.subject(hearing))
    monkeypatch.setattr(grouping, "plan", lambda *_: 1 / 0)
    assert work.group_waiting() == []
    assert Grouping.objects.get().work == Work.FAILED
    monkeypatch.undo()
    actions.ask_for_grouping(by=cast.officer, subject=make.subject(hearing))
    assert len(work.group_waiting()) == 1


def test_a_run_that_never_ended_is_given_up(cast: Cast) -> None:
    hearing = discussed(cast)
    actions.ask_for_grouping(by=cast.officer, subject=make.subject(hearing))
    long_ago = timezone.now() - work.GIVEN_UP * 2
    Grouping.objects.update(work=Work.RUNNING, started_at=long_ago)
    work.start_waiting()
    assert Grouping.objects.get().work == Work.FAILED


def test_the_command_tells_how_far_it_is(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    hearing = discussed(cast)
    call_command("group_comments", "hearing", hearing.public_id)
    told = capsys.readouterr().out
    assert " 90 %" in told
    assert f"{COUNT} comments" in told
    with pytest.raises(CommandError):
        call_command("group_comments", "hearing", "nothing")


def test_a_stranger_cannot_ask(cast: Cast) -> None:
    hearing = discussed(cast)
    with pytest.raises(PermissionDenied):
        actions.ask_for_grouping(by=cast.counter, subject=make.subject(hearing))
