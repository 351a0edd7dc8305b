"""The machine's work: group what waits, draw maps, in a process of its own, never in a request (docs/sense.md)."""

import logging
import subprocess
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from consult.sense import actions, hints, opinions, sizes, words
from consult.sense.models import Apart, Grouping, GroupMember, IssueGroup, OpinionMap
from consult.sense.states import By, State, Work
from consult.threads.models import Comment
from realtime.record import append

if TYPE_CHECKING:
    from consult.sense.grouping import Plan, Text

METHOD = "tfidf-leaders-1"  # changes when the same comments would give other groups
LOCK = 2562_0016  # of the database: one process groups at a time
GIVEN_UP = timedelta(minutes=15)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What one run did."""

    comments: int
    joined: int
    made: int
    grouped: int


def group(kind: str, public_id: str, progress: Callable[[int], None] = lambda _done: None) -> Outcome:
    """Sort the standing comments of one subject; what is sorted already stays where it is."""
    from consult.sense.grouping import plan  # NumPy and SciPy, with the first run

    grouping, _made = Grouping.objects.get_or_create(kind=kind, public_id=public_id)
    mine = Grouping.objects.filter(pk=grouping.pk)

    def tell(done: int) -> None:
        mine.update(done=done)
        progress(done)

    mine.update(work=Work.RUNNING, started_at=timezone.now(), done=0)
    try:
        texts = _texts(kind, public_id, tell)
        placed = {str(row.pk): str(row.group_id) for row in GroupMember.objects.about(kind, public_id)}
        apart = Apart.objects.filter(comment__kind=kind, comment__public_id=public_id)
        found = plan(texts, placed, frozenset(map(str, apart.values_list("pk", flat=True))), tell)
        outcome = _write(grouping, found, len(texts))
        hints.index(uuid.UUID(text.id) for text in texts)
    except Exception:
        mine.update(work=Work.FAILED, finished_at=timezone.now())
        raise
    mine.update(work=Work.DONE, done=100, finished_at=timezone.now(), comments=outcome.comments)
    return outcome


def group_waiting() -> list[Outcome]:
    """Draw the maps that are due, group what officers asked for; nothing while another process is at work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return []
    found = []
    opinions.draw_due()
    while waiting := Grouping.objects.waiting().first():
        try:
            found.append(group(waiting.kind, waiting.public_id))
        except Exception:
            log.exception("The comments on %s could not be grouped.", waiting)
    return found


def start_waiting() -> None:
    """Clock event: start a process when something waits; give up on what was begun long ago and never ended."""
    late = Grouping.objects.filter(work=Work.RUNNING, started_at__lt=timezone.now() - GIVEN_UP)
    late.update(work=Work.FAILED, finished_at=timezone.now())
    if Grouping.objects.waiting().exists() or OpinionMap.objects.due(timezone.now()).exists():
        launch()


_running: list[subprocess.Popen[bytes]] = []


def launch() -> None:
    """Start `manage.py group_comments --waiting` beside this process, unless one is at work."""
    _running[:] = [process for process in _running if process.poll() is None]
    if not _running:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "group_comments", "--waiting"]
        _running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))  # noqa: S603


def _texts(kind: str, public_id: str, tell: Callable[[int], None]) -> "list[Text]":
    from consult.sense.grouping import Text

    rows = Comment.objects.about(kind, public_id).standing().openings().order_by("created_at", "id")
    found = []
    for at, (identity, body, part) in enumerate(rows.values_list("id", "body", "part").iterator(2_000)):
        cut = words.cut(words.substance(body))
        found.append(Text(str(identity), body, cut, words.telling_with_gaps(cut), part))
        if at % 2_000 == 0:
            tell(min(5 + at // 1_000, 20))
    return found


@transaction.atomic
def _write(grouping: Grouping, found: "Plan", comments: int) -> Outcome:
    """Carry a plan out. What officers did meanwhile wins: their places, their groups, what they set apart."""
    held = Grouping.objects.select_for_update().get(pk=grouping.pk)
    key = {"kind": held.kind, "public_id": held.public_id}
    standing = {str(pk) for pk in IssueGroup.objects.about(**key).standing().values_list("pk", flat=True)}
    taken = set(map(str, GroupMember.objects.about(**key).values_list("pk", flat=True)))
    taken |= set(map(str, Apart.objects.filter(comment__kind=held.kind).values_list("pk", flat=True)))
    places = {one: to for one, to in found.joins.items() if to in standing and one not in taken}
    joined = len(places)
    groups = []
    for new in found.new:
        members = [one for one in new.members if one not in taken]
        if members:
            made = _new_group(held, new.name, uuid.UUID(members[0]), campaign=new.campaign)
            groups.append(made)
            places |= dict.fromkeys(members, str(made.pk))
    _place(places, found)
    sizes.refresh([uuid.UUID(one) for one in standing] + [made.pk for made in groups])
    grouped = GroupMember.objects.about(**key).count()
    body: dict[str, Any] = {
        "method": METHOD, "comments": comments, "joined": joined, "groups_made": len(groups), "grouped": grouped,
    }  # fmt: skip
    append.append("sense.grouped", f"{held.kind}/{held.public_id}", body)
    return Outcome(comments, joined, len(groups), grouped)


def _new_group(held: Grouping, name: str, representative: uuid.UUID, *, campaign: bool) -> IssueGroup:
    made: IssueGroup = IssueGroup.objects.create(
        kind=held.kind, public_id=held.public_id, number=actions.take_number(held), name=name[:160],
        campaign=campaign, representative_id=representative, state=State.STANDING,
    )  # fmt: skip
    return made


def _place(places: dict[str, str], found: "Plan") -> None:
    rows = [
        GroupMember(comment_id=one, group_id=to, how=By.MACHINE, near_duplicate_of_id=found.near.get(one))
        for one, to in places.items()
    ]
    GroupMember.objects.bulk_create(rows, batch_size=2_000)
