"""Officers sort comments into groups: merge, split, move, name, undo."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.models import Role, User
from accounts.refusals import AlreadyDone, Refused, Stale
from consult.hearings.models import ConsultationPage
from consult.sense import actions, figures
from consult.sense.models import GroupMember, IssueGroup
from consult.sense.querysets import in_group, ungrouped
from consult.sense.states import State
from consult.threads import actions as comments
from consult.threads.models import Comment
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.people import Cast

NAMES = ("ค่าใช้จ่ายสูง", "ขยายเวลา", "เพิ่มโทษ")


def discussed(cast: Cast, count: int = 6) -> tuple[ConsultationPage, list[Comment]]:
    hearing = make.opened(cast)
    return hearing, [make.said(hearing, people.citizen(), body=f"ความเห็นที่ {n}") for n in range(count)]


def grouped(cast: Cast) -> tuple[ConsultationPage, list[IssueGroup], list[Comment]]:
    """Six comments, two groups of two; two comments in none."""
    hearing, said = discussed(cast)
    subject = make.subject(hearing)
    groups = [
        actions.split(by=cast.officer, subject=subject, comments=said[n * 2 : n * 2 + 2], name=NAMES[n])
        for n in range(2)
    ]
    seal_all()
    return hearing, groups, said


def sizes(hearing: ConsultationPage) -> dict[int, int]:
    assert figures.counted("hearing", hearing.public_id) == figures.recount("hearing", hearing.public_id)
    assert figures.strays("hearing", hearing.public_id) == 0
    return {number: row[0] for number, row in figures.counted("hearing", hearing.public_id).items()}


def test_it_works(cast: Cast) -> None:
    hearing, (first, second), said = grouped(cast)
    assert sizes(hearing) == {1: 2, 2: 2}
    found = figures.coverage("hearing", hearing.public_id)
    assert (found.groups, found.grouped, found.comments, found.ungrouped) == (2, 4, 6, 2)
    assert set(in_group(first)) == set(said[:2])
    assert set(ungrouped("hearing", hearing.public_id)) == set(said[4:])
    assert second.number == 2
    assert Entry.objects.filter(kind="sense.split", subject=hearing.subject).count() == 2


def test_groups_merge_and_come_apart_again(cast: Cast) -> None:
    hearing, (first, second), said = grouped(cast)
    subject = make.subject(hearing)
    actions.merge(by=cast.officer, subject=subject, groups=[first, second], into=first)
    assert sizes(hearing) == {1: 4}
    second.refresh_from_db()
    assert (second.state, second.merged_into) == (State.MERGED, first)
    with pytest.raises(Stale):
        actions.rename(by=cast.officer, subject=subject, group=second, name="ชื่อ")
    actions.undo(by=cast.officer, subject=subject)
    assert sizes(hearing) == {1: 2, 2: 2}
    assert set(in_group(second)) == set(said[2:4])


def test_a_comment_moves_and_moves_back(cast: Cast) -> None:
    hearing, (first, second), said = grouped(cast)
    subject = make.subject(hearing)
    actions.move(by=cast.moderator, subject=subject, comments=said[:1], to=second)
    assert sizes(hearing) == {1: 1, 2: 3}
    actions.move(by=cast.moderator, subject=subject, comments=said[:1], to=None)
    assert sizes(hearing) == {1: 1, 2: 2}
    assert said[0] in ungrouped("hearing", hearing.public_id)
    actions.undo(by=cast.officer, subject=subject)
    actions.undo(by=cast.officer, subject=subject)
    assert sizes(hearing) == {1: 2, 2: 2}
    assert GroupMember.objects.get(comment=said[0]).group == first


def test_an_undone_split_leaves_its_number_unused(cast: Cast) -> None:
    hearing, (first, _second), said = grouped(cast)
    subject = make.subject(hearing)
    made = actions.split(by=cast.head, subject=subject, comments=said[:1], name="ใหม่", group=first)
    assert (made.number, sizes(hearing)) == (3, {1: 1, 2: 2, 3: 1})
    actions.undo(by=cast.head, subject=subject)
    assert sizes(hearing) == {1: 2, 2: 2}
    again = actions.split(by=cast.head, subject=subject, comments=said[4:], name="ใหม่")
    assert again.number == 4


def test_a_stale_undo_is_refused(cast: Cast) -> None:
    hearing, (first, _second), _said = grouped(cast)
    subject = make.subject(hearing)
    seen = first.__class__.objects.count()
    with pytest.raises(Stale):
        actions.undo(by=cast.officer, subject=subject, seen=seen + 1_000)
    actions.undo(by=cast.officer, subject=subject)
    actions.undo(by=cast.officer, subject=subject)
    with pytest.raises(AlreadyDone):
        actions.undo(by=cast.officer, subject=subject)


def test_a_withdrawn_comment_leaves_the_count_at_sealing(cast: Cast) -> None:
    hearing, _groups, said = grouped(cast)
    comments.support(by=cast.petitioner, comment=said[1], subject=make.subject(hearing))
    comments.withdraw_comment(by=said[0].citizen, comment=said[0])
    seal_all()
    assert sizes(hearing) == {1: 1, 2: 2}
    assert figures.counted("hearing", hearing.public_id)[1] == (1, 1, 1)


def test_it_refuses_nothing_chosen_and_comments_of_another_hearing(cast: Cast) -> None:
    hearing, (first, _second), _said = grouped(cast)
    _other, elsewhere = discussed(cast, 1)
    subject = make.subject(hearing)
    for chosen in ([], elsewhere):
        with pytest.raises(Refused):
            actions.move(by=cast.officer, subject=subject, comments=chosen, to=first)
    with pytest.raises(Refused):
        actions.merge(by=cast.officer, subject=subject, groups=[first], into=first)


ALLOWED = {Role.AUTHOR, Role.REVIEWER, Role.HEAD, Role.MODERATOR}


@pytest.mark.parametrize("role", Role)
def test_only_those_who_work_on_the_hearing_sort(cast: Cast, role: Role) -> None:
    hearing, (first, _second), _said = grouped(cast)
    subject = make.subject(hearing)
    officer = people.officer(role, f"{role}-2@example.org", cast.agency)
    stranger = people.officer(role, f"{role}-3@example.org", people.agency("other", "หน่วยงานอื่น"))
    if role in ALLOWED:
        actions.rename(by=officer, subject=subject, group=first, name="ชื่อใหม่")
    else:
        with pytest.raises(PermissionDenied):
            actions.rename(by=officer, subject=subject, group=first, name="ชื่อใหม่")
    with pytest.raises(PermissionDenied):
        actions.rename(by=stranger, subject=subject, group=first, name="ชื่อใหม่")


def test_the_record_names_nobody(cast: Cast) -> None:
    hearing, (first, second), said = grouped(cast)
    subject = make.subject(hearing)
    actions.move(by=cast.officer, subject=subject, comments=said[:1], to=second)
    actions.rename(by=cast.officer, subject=subject, group=first, name="มะลิ ตั้งใจ")
    seal_all()
    leaves = b"".join(
        bytes(leaf) for leaf in Entry.objects.filter(kind__startswith="sense.").values_list("leaf", flat=True)
    )
    assert "มะลิ".encode() not in leaves
    assert all(str(one.citizen_id).encode() not in leaves for one in said)


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_merge_at_once_lose_nothing() -> None:
    cast = people.standing_cast()
    hearing, (first, second), _said = grouped(cast)
    subject = make.subject(hearing)
    start, outcomes = threading.Barrier(2), []

    def merge(by: User, into: IssueGroup) -> None:
        start.wait()
        try:
            actions.merge(by=by, subject=subject, groups=[first, second], into=into)
            outcomes.append("done")
        except Stale:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=merge, args=pair) for pair in ((cast.officer, first), (cast.head, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "stale"]
    assert sum(sizes(hearing).values()) == 4
    assert figures.strays("hearing", hearing.public_id) == 0
