"""Large files of sheets, uploaded and then recorded in the background, sheet by sheet, with progress."""

import logging
import threading
from datetime import timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refused
from petitions import sealed_files
from petitions.models import PaperFile, Petition
from petitions.paper import importing, roles
from realtime import ticks

LARGEST = 20_000_000  # bytes
MOST = 200_000  # lines
STALE = timedelta(minutes=3)  # a worker that has said nothing for so long is gone
EVERY = 500  # lines between two reports of progress

log = logging.getLogger(__name__)
_running = threading.Lock()
S = PaperFile.State


def accept(*, by: User, petition: Petition, content: bytes) -> PaperFile:
    """Keep a file (encrypted) to be recorded in the background.

    Raises NotEligible for other roles, Refused for a file that is no such table or too long.
    """
    roles.require(by, petition, roles.KEYING)
    lines = sum(map(len, importing.parse(importing.decode(content)).values()))
    if lines > MOST:
        raise Refused(format_lazy(_("The file has {total} lines; at most {most} are read."), total=lines, most=MOST))
    if not lines:
        raise Refused(_("There is no line in this file."))
    made = PaperFile(petition=petition, by=by, lines=lines)
    sealed_files.keep(_name(made), content)
    made.save(force_insert=True)
    return made


def tick() -> None:
    """Start recording what waits, in a thread of its own: sealing never waits for it."""
    if _waiting().exists() and not _running.locked():
        threading.Thread(target=_in_thread, daemon=True, name="paper-files").start()


def record_waiting() -> int:
    """Record every file that waits; how many were ended. A file left half done goes on: a sheet counts once."""
    ended = 0
    for found in _waiting().select_related("petition__addressee", "by").order_by("at")[:20]:
        now = timezone.now()
        if PaperFile.objects.filter(_free(), pk=found.pk, state=found.state).update(state=S.RUNNING, working_at=now):
            ended += _record(found)
    return ended


def report_of(found: PaperFile) -> str:
    """The report by line as a file. Raises FileNotFoundError before the end."""
    return sealed_files.read(_report(found)).decode()


def _record(found: PaperFile) -> int:
    said = 0

    def progress(report: importing.Report, done: int) -> None:
        nonlocal said
        if done - said >= EVERY:
            said = done
            PaperFile.objects.filter(pk=found.pk).update(
                done=done, counted=report.counted_so_far, working_at=timezone.now()
            )

    try:
        text = importing.decode(sealed_files.read(_name(found)))
        report = importing.load(by=found.by, petition=found.petition, text=text, progress=progress)
    except Refused as refusal:
        _end(found, state=S.REFUSED, trouble=str(refusal.reasons[0] if refusal.reasons else refusal.title)[:300])
        return 1
    sealed_files.keep(_report(found), report.as_csv().encode())
    _end(found, state=S.DONE, done=found.lines, counted=report.counted)
    return 1


def _end(found: PaperFile, **values: object) -> None:
    PaperFile.objects.filter(pk=found.pk).update(ended_at=timezone.now(), working_at=None, **values)
    sealed_files.erase(_name(found))


def _name(found: PaperFile) -> str:
    return f"file-{found.pk}"


def _report(found: PaperFile) -> str:
    return f"report-{found.pk}"


def _free() -> Q:
    return Q(working_at__isnull=True) | Q(working_at__lt=timezone.now() - STALE)


def _waiting() -> QuerySet[PaperFile]:
    return PaperFile.objects.filter(_free(), state__in=[S.WAITING, S.RUNNING])


def _in_thread() -> None:
    if not _running.acquire(blocking=False):
        return
    try:
        record_waiting()
    except Exception:
        log.exception("Files of sheets could not be recorded; it will be tried again.")
    finally:
        connection.close()
        _running.release()


ticks.register("petitions.paper", tick)
