"""The ballot paper to print: as a page, and as a PDF with every copy in an order of its own."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Area
from budgets.rounds import access, rules
from budgets.rounds.forms import PrintForm
from budgets.rounds.models import Round
from budgets.rounds.order import printed_order
from budgets.rounds.papers import paper
from budgets.rounds.papers.printing import copies, pdf


@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One paper to print from the browser, and the way to the PDF."""
    round_ = access.opened_round(public_id)
    form, wanted = _wanted(request, round_)
    context = {
        "round": round_,
        "page": round_.page,
        "form": form,
        "paper": paper(round_, printed_order(1, round_.rules["seed"], rules.codes_in(round_, wanted["district"]))),
        "large": wanted["size"] == "large",
        "district": dict(_districts(round_)).get(wanted["district"], ""),
        "query": request.GET.urlencode(),
    }
    return render(request, "rounds/paper.html", context)


@require_safe
def as_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """Up to ten papers, the same projects in different orders."""
    round_ = access.opened_round(public_id)
    _form, wanted = _wanted(request, round_)
    codes = rules.codes_in(round_, wanted["district"])
    made = pdf(
        copies(round_, codes, wanted["copies"]),
        size=wanted["size"],
        district=dict(_districts(round_)).get(wanted["district"], ""),
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="ballot-{public_id}.pdf"'
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _wanted(request: HttpRequest, round_: Round) -> tuple[PrintForm, dict[str, Any]]:
    districts = _districts(round_)
    values = {"size": "normal", "copies": 1, "district": districts[0][0] if districts else ""}
    form = PrintForm(districts, values | {name: text for name, text in request.GET.items() if name in values})
    if not form.is_valid():
        raise BadRequest(_("There is no such ballot paper."))
    return form, values | {name: value for name, value in form.cleaned_data.items() if value}


def _districts(round_: Round) -> list[tuple[str, str]]:
    """Districts with a paper of their own: those of the projects, where only those of one's own can be chosen."""
    if not round_.rules["ballot"].get("own_district", False):
        return []
    known = sorted({project["district"] for project in round_.rules["projects"] if project["district"]})
    names = {area.code: str(area) for area in Area.objects.filter(code__in=known)}
    return [(code, names.get(code, code)) for code in known]
