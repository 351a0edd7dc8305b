"""Making the documents of a report: three forms in two languages, in the background when there is much to say."""

import hashlib
import importlib
import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from consult.hearings import desk, telling
from consult.hearings.models import Report, ReportFile, Response
from consult.hearings.reports.content import Document
from consult.hearings.reports.issues import issues
from consult.hearings.reports.writing import document
from consult.hearings.states import ReportState


def _render(form: str, told: Document) -> bytes:
    """The module of a form is loaded with the first report: its libraries are large, and most processes make none."""
    module = importlib.import_module(f"consult.hearings.reports.as_{form}")
    return bytes(module.render(told))


RENDERERS: dict[str, Callable[[Document], bytes]] = {
    form.value: partial(_render, form.value) for form in ReportFile.Form
}
LANGUAGES = ("th", "en")
AT_ONCE = 500  # comments up to which the officer waits for the documents
LEASE = timedelta(minutes=10)  # after which a builder is taken for dead

log = logging.getLogger(__name__)


def data_mark(report: Report) -> str:
    """A fingerprint of what the documents are drawn from: comments that stand, answers, and the officer's words."""
    hearing = report.hearing
    answers = Response.objects.filter(comment__kind="hearing", comment__public_id=hearing.public_id)
    newest = answers.order_by("-created_at", "-id").values_list("pk", flat=True).first()
    last_part = report.parts.order_by("-pk").values_list("pk", flat=True).first()
    facts = (desk.standing(hearing).count(), answers.count(), newest, last_part, hearing.closes_at.timestamp())
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def build(report: Report) -> None:
    """Make every document and put the report before the head. On a fault it is a draft again, with what went wrong."""
    try:
        mark = data_mark(report)
        found = issues(report.hearing)
        for place, (form, lang) in enumerate((form, lang) for lang in LANGUAGES for form in RENDERERS):
            _keep(report, form, lang, RENDERERS[form](document(report, lang, found)))
            Report.objects.filter(pk=report.pk).update(done=(place + 1) * 100 // 6)
    except Exception as fault:
        log.exception("The documents of report %s could not be made.", report.pk)
        _move(report, ReportState.DRAFT, note=f"{type(fault).__name__}: {fault}"[:500])
        return
    _move(report, ReportState.WAITING, drawn_from=mark, done=100)
    report.refresh_from_db(fields=["state"])
    if report.state == ReportState.WAITING:
        telling.report_waits(report)


def build_waiting() -> None:
    """Clock event: take one report that waits for its documents and make them beside the sealer's work."""
    late = Q(taken_at__isnull=True) | Q(taken_at__lt=timezone.now() - LEASE)
    report = Report.objects.filter(late, state=ReportState.BUILDING).order_by("submitted_at").first()
    if report and Report.objects.filter(late, pk=report.pk).update(taken_at=timezone.now()):
        threading.Thread(target=_beside, args=[report.pk], daemon=True, name="reports").start()


def _beside(identity: int) -> None:
    try:
        build(Report.objects.select_related("hearing__agency", "hearing__text__law").get(pk=identity))
    finally:
        connection.close()


def _keep(report: Report, form: str, lang: str, made: bytes) -> None:
    digest = hashlib.sha256(made).hexdigest()
    name = f"reports/{report.hearing.public_id}/{report.kind}-{lang}-{digest[:16]}.{form}"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(made))
    values = {"name": name, "sha256": digest, "size": len(made)}
    ReportFile.objects.update_or_create(report=report, form=form, language=lang, defaults=values)


def _move(report: Report, to: ReportState, **changes: object) -> None:
    Report.objects.filter(pk=report.pk, state=ReportState.BUILDING).update(state=to, **changes)
    report.refresh_from_db()
