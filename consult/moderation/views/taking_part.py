"""A citizen reports something, or appeals."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import CitizenRequest, citizen_required
from consult.moderation import access, actions
from consult.moderation.forms import AppealForm, ReportForm
from consult.moderation.states import Complaint


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def report(request: CitizenRequest, kind: str, identity: str) -> HttpResponse:
    """Ask a moderator to look at what somebody wrote."""
    thing = access.thing_or_404(kind, identity)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        said = {"complaint": Complaint(form.cleaned_data["complaint"]), "words": form.cleaned_data["words"]}
        return redirect(actions.report(by=request.citizen, thing=thing, channel=request.channel, **said))
    context = {"form": form, "thing": thing}
    return render(request, "moderation/report.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def appeal(request: CitizenRequest, kind: str, identity: str) -> HttpResponse:
    """The author asks somebody else to look."""
    thing = access.thing_or_404(kind, identity)
    form = AppealForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.appeal(by=request.citizen, thing=thing, words=form.cleaned_data["words"]))
    context = {"form": form, "thing": thing, "case": access.case_of(thing)}
    return render(request, "moderation/appeal.html", context, status=422 if form.is_bound else 200)
