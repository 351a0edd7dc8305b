"""Acts due for evaluation: the list for everybody, and its maintenance by the agency responsible."""

import secrets

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import agency_for, signed_in
from accounts.models import Agency
from accounts.refusals import Refused
from cms.models import AgencyPage
from consult.evaluations import actions, due
from consult.evaluations.forms import ActForm
from consult.evaluations.models import EvaluatedAct

SIZE = 100
FIELDS = ("title", "title_en", "in_force", "decree", "every", "last_evaluated", "hearing")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every Act by its due day, the longest overdue first; of one agency, or only what is overdue."""
    acts = EvaluatedAct.objects.select_related("agency")
    overdue = acts.overdue().count()
    agency = request.GET.get("agency", "")[:50]
    found = acts.filter(agency__slug=agency) if agency else acts
    late = request.GET.get("late") == "yes"
    found = found.overdue() if late else found
    number = request.GET.get("page", "")
    at = int(number) if number.isdecimal() and len(number) < 4 else 0
    rows = list(found[at * SIZE : (at + 1) * SIZE + 1])
    asked = f"agency={agency}&late={'yes' if late else ''}"
    context = {
        "acts": rows[:SIZE],
        "next_url": f"?{asked}&page={at + 1}" if len(rows) > SIZE else "",
        "overdue": overdue,
        "soon": acts.soon().count(),
        "chosen": {"agency": agency, "late": late},
        "agencies": Agency.objects.filter(pk__in=EvaluatedAct.objects.order_by().values("agency")).order_by("name"),
        "years": due.EVERY,
    }
    return render(request, "evaluations/index.html", context)


@require_safe
@login_required
def desk(request: HttpRequest, agency: str) -> HttpResponse:
    """The agency's own Acts, with the way to change each and to open a hearing about it."""
    office = agency_for(request, agency, *actions.WRITING)
    page = AgencyPage.objects.filter(agency=office).first()
    opening = reverse("wagtailadmin_pages:add", args=["hearings", "consultationpage", page.pk]) if page else ""
    acts = EvaluatedAct.objects.filter(agency=office)
    return render(request, "evaluations/desk.html", {"agency": office, "acts": acts, "opening": opening})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request: HttpRequest, agency: str, slug: str = "") -> HttpResponse:
    """One Act of the list; without a slug, a new one."""
    office = agency_for(request, agency, *actions.WRITING)
    found = get_object_or_404(EvaluatedAct, slug=slug, agency=office) if slug else None
    start = {name: getattr(found, name) for name in FIELDS} if found else {}
    form = ActForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            name = slug or f"{office.slug}-{secrets.token_hex(3)}"
            return redirect(actions.put(by=signed_in(request), agency=office, slug=name, listed=form.listed()))
        except Refused as refused:
            form.add_error(None, str(refused))
    trail = [{"href": reverse("evaluations:desk", args=[office.slug]), "label": _("Our Acts due for evaluation")}]
    context = {"agency": office, "form": form, "found": found, "trail": trail}
    return render(request, "evaluations/write.html", context, status=422 if form.is_bound else 200)
