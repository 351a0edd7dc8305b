"""Handing out a document: streamed from where it lies, at an address that stays."""

from typing import BinaryIO, cast

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404

from consult.hearings.models import Report, ReportFile

TYPES = {
    ReportFile.Form.HTML: "text/html; charset=utf-8",
    ReportFile.Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ReportFile.Form.PDF: "application/pdf",
}


def sent(request: HttpRequest, report: Report, lang: str, form: str) -> HttpResponseBase:
    """The document in one language and form; its hash is its validator."""
    found = get_object_or_404(report.files, language=lang, form=form)
    etag = f'"{found.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    name = f"{report.hearing.public_id}-{report.kind}-{lang}.{form}"
    held = cast(BinaryIO, default_storage.open(found.name))
    answer = FileResponse(held, filename=name, as_attachment=form != ReportFile.Form.PDF)
    answer["Content-Type"] = TYPES[ReportFile.Form(form)]
    answer["ETag"] = etag
    return answer
