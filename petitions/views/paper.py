"""Paper: printing, keying, importing, scans, samples, striking out, and what became of my line."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CitizenRequest, citizen_of, citizen_required, signed_in
from accounts.models import Role
from accounts.refusals import Refused
from petitions import access, sealed_files
from petitions.models import Petition, Sheet, SheetLine, SheetStrike
from petitions.paper import (
    forms,
    importing,
    keying,
    overview,
    printing,
    roles,
    sampling,
    scans,
    sentences,
    sheets,
    striking,
    uploads,
)

GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
@never_cache
@login_required
def print_forms(request: HttpRequest, public_id: str) -> HttpResponse:
    """How many sheets; then the PDF with a code on each."""
    petition = access.public(public_id)
    user, citizen = signed_in(request), citizen_of(request)
    if not roles.may_print(user, citizen, petition):
        raise PermissionDenied
    form = forms.PrintForm(request.POST or None)
    if form.is_valid():
        made = sheets.make(by=user, citizen=citizen, petition=petition, number=form.cleaned_data["number"])
        if "page" in request.POST:
            return render(request, "petitions/paper/sheets.html", _page(petition, made))
        answer = HttpResponse(printing.pdf(petition, made), content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="{public_id}-sheets.pdf"'
        return answer
    context = {"petition": petition, "form": form, "statement": printing.statement(petition)}
    return render(request, "petitions/paper/print.html", context, status=_status(form))


@require_http_methods(GET_POST)
@never_cache
@login_required
def counter(request: HttpRequest) -> HttpResponse:
    """Open a sheet by its code."""
    user = signed_in(request)
    if not user.memberships.filter(role=Role.COUNTER).exists():
        raise PermissionDenied
    form = forms.CodeForm(request.POST or None)
    if form.is_valid():
        sheet = Sheet.objects.filter(code=form.cleaned_data["sheet"]).first()
        if sheet:
            return redirect("petitions:paper-key", code=sheet.code)
        form.add_error("sheet", str(sentences.NO_SUCH_SHEET))
    context = {"form": form, "petitions": overview.collecting_for(user)}
    return render(request, "petitions/paper/counter.html", context, status=_status(form))


@require_http_methods(GET_POST)
@never_cache
@login_required
def key(request: HttpRequest, code: str) -> HttpResponse:
    """Type the lines of a sheet, check them, record them."""
    sheet = _sheet(request, code, roles.LOOKING)
    if sheet.keyed_at:
        return render(request, "petitions/paper/sheet.html", overview.of_sheet(sheet, signed_in(request)))
    if not roles.may(request.user, sheet.petition, roles.KEYING):
        raise PermissionDenied
    rows = forms.rows_of(sheet, request.POST)
    context: dict[str, Any] = {
        "sheet": sheet,
        "petition": sheet.petition,
        "rows": rows,
        "expired": keying.expired(sheet),
    }
    if request.method != "POST":
        return render(request, "petitions/paper/key.html", context)
    read = {line.written.number: line for line in keying.understand([row.written for row in rows])}
    slips = any(line.problems for line in read.values())
    if "record" in request.POST and (not slips or "as_written" in request.POST):
        keying.record(by=signed_in(request), sheet=sheet, lines=list(read.values()))
        return redirect("petitions:paper-key", code=sheet.code)
    judged = keying.preview(by=signed_in(request), sheet=sheet, lines=list(read.values()))
    for one in judged:
        row = rows[one.read.written.number - 1]
        row.read, row.outcome = one.read, one.outcome
        row.reason, row.remarks = sentences.REASONS[one.outcome], sentences.remarks(list(one.remarks))
    context |= {"checked": True, "slips": slips}
    return render(request, "petitions/paper/key.html", context, status=422 if slips else 200)


@require_POST
@login_required
def attach(request: HttpRequest, code: str) -> HttpResponse:
    """Attach the scan."""
    sheet = _sheet(request, code, roles.KEYING)
    form = forms.ScanForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["scan"]
        scans.attach(by=signed_in(request), sheet=sheet, content=upload.read(scans.LARGEST + 1))
        return redirect("petitions:paper-key", code=code)
    context = overview.of_sheet(sheet, signed_in(request)) | {"scan_form": form}
    return render(request, "petitions/paper/sheet.html", context, status=422)


@require_safe
@never_cache
@login_required
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """The scan, to officers only; their look is logged with the people of the sheet."""
    sheet = _sheet(request, code, roles.LOOKING)
    try:
        content = sealed_files.read(sheet.scan_name) if sheet.scan_name else b""
    except FileNotFoundError:
        content = b""
    if not content:
        raise Http404
    overview.log_look(signed_in(request), sheet)
    answer = HttpResponse(content, content_type=sheet.scan_type)
    answer["Content-Disposition"] = f'attachment; filename="{sheet.code}.{sheet.scan_type.rpartition("/")[2]}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(GET_POST)
@never_cache
@login_required
def bring(request: HttpRequest, public_id: str) -> HttpResponse:
    """Import a CSV file; the report by line comes back as a table."""
    petition = _petition(request, public_id, roles.KEYING)
    form = forms.FileForm(request.POST or None, request.FILES or None)
    report = None
    if form.is_valid():
        content = form.cleaned_data["file"].read(uploads.LARGEST + 1)
        if len(content) > uploads.LARGEST:
            raise Refused(_("The file is larger than twenty megabytes."))
        if content.count(b"\n") > importing.MOST_IN_A_REQUEST:
            made = uploads.accept(by=signed_in(request), petition=petition, content=content)
            return redirect("petitions:paper-file", public_id=public_id, pk=made.pk)
        text = importing.decode(content)
        report = importing.load(by=signed_in(request), petition=petition, text=text, most=importing.MOST_IN_A_REQUEST)
        if "download" in request.POST:
            answer = HttpResponse(report.as_csv(), content_type="text/csv; charset=utf-8")
            answer["Content-Disposition"] = 'attachment; filename="report.csv"'
            return answer
    context = {"petition": petition, "form": form, "report": report}
    return render(request, "petitions/paper/import.html", context, status=_status(form))


@require_safe
@never_cache
@login_required
def file(request: HttpRequest, public_id: str, pk: UUID) -> HttpResponse:
    """How far a large file is."""
    petition = _petition(request, public_id, roles.LOOKING)
    found = get_object_or_404(petition.paper_files, pk=pk)
    return render(request, "petitions/paper/file.html", {"petition": petition, "file": found})


@require_safe
@never_cache
@login_required
def report(request: HttpRequest, public_id: str, pk: UUID) -> HttpResponse:
    """The report by line of a large file."""
    petition = _petition(request, public_id, roles.LOOKING)
    try:
        text = uploads.report_of(get_object_or_404(petition.paper_files, pk=pk))
    except FileNotFoundError:
        raise Http404 from None
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="report.csv"'
    return answer


@require_http_methods(GET_POST)
@never_cache
@login_required
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """The sheets of a petition, and drawing a sample of their lines."""
    petition = _petition(request, public_id, roles.LOOKING)
    form = forms.SampleForm(request.POST or None)
    if form.is_valid():
        sample = sampling.draw(by=signed_in(request), petition=petition, size=form.cleaned_data["size"])
        return redirect("petitions:paper-sample", public_id=public_id, pk=sample.pk)
    may_sample = roles.may(request.user, petition, roles.SAMPLING)
    context = overview.of_petition(petition) | {"form": form, "may_sample": may_sample}
    return render(request, "petitions/paper/sheets_of.html", context, status=_status(form))


@require_http_methods(GET_POST)
@never_cache
@login_required
def sample(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Key the drawn lines again; then the error rate."""
    petition = _petition(request, public_id, roles.LOOKING)
    found = get_object_or_404(petition.samples, pk=pk)
    if request.method == "POST":
        drawn = found.drawn.values_list("pk", flat=True)
        typed = {one: str(request.POST.get(f"identity-{one}", ""))[:40] for one in drawn}
        sampling.finish(by=signed_in(request), sample=found, typed=typed)
        return redirect("petitions:paper-sample", public_id=public_id, pk=pk)
    return render(
        request, "petitions/paper/sample.html", overview.of_sample(found) | {"mine": found.by_id == request.user.pk}
    )


@require_POST
@login_required
def strike(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a sheet to be struck out, or confirm what a colleague asked for."""
    sheet = _sheet(request, code, roles.LOOKING)
    if "confirm" in request.POST:
        asked = get_object_or_404(SheetStrike, sheet=sheet, confirmed_at__isnull=True)
        striking.confirm(by=signed_in(request), strike=asked)
    else:
        striking.ask(by=signed_in(request), sheet=sheet, reason=request.POST.get("reason", "")[:4000])
    return redirect("petitions:paper-key", code=code)


@require_safe
def line(request: HttpRequest) -> HttpResponse:
    """What became of a line, for anybody who holds the sheet: nothing that tells who signed where."""
    form = forms.LineForm(
        request.GET if "line" in request.GET else None, initial={"sheet": request.GET.get("sheet", "")}
    )
    sheet = answer = None
    if form.is_valid():
        asked = form.cleaned_data
        sheet = Sheet.objects.filter(code=asked["sheet"]).select_related("petition").first()
        answer = overview.told(sheet, asked["line"])
    return render(request, "petitions/paper/line.html", {"form": form, "sheet": sheet, "answer": answer})


@citizen_required
def mine(request: CitizenRequest) -> HttpResponse:
    """Every line with my identity number, what became of it, and why."""
    lines = SheetLine.objects.filter(person_key=bytes(request.citizen.person_key)).select_related("sheet__petition")
    rows = [(one, sentences.REASONS[one.outcome]) for one in lines.order_by("-sheet__keyed_at")[:100]]
    return render(request, "petitions/paper/mine.html", {"rows": rows})


def _page(petition: Petition, made: list[Sheet]) -> dict[str, Any]:
    pages = [
        {"sheet": one, "qr": printing.qr_svg(printing.address(one)), "lines": range(1, one.lines + 1)} for one in made
    ]
    words = {"statement": printing.statement(petition), "notice": printing.notice(), "columns": printing.columns()}
    return {"petition": petition, "pages": pages} | words


def _petition(request: HttpRequest, public_id: str, allowed: tuple[Role, ...]) -> Petition:
    petition = access.public(public_id)
    if not roles.may(request.user, petition, allowed):
        raise PermissionDenied
    return petition


def _sheet(request: HttpRequest, code: str, allowed: tuple[Role, ...]) -> Sheet:
    sheet = get_object_or_404(Sheet.objects.select_related("petition__addressee", "keyed_by"), code=code)
    if not roles.may(request.user, sheet.petition, allowed):
        raise PermissionDenied
    return sheet


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
