"""More time for a hearing: the head's screen."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from accounts.refusals import Refused
from consult.hearings import access, actions, rules
from consult.hearings.forms import ExtendForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def extend(request: HttpRequest, public_id: str) -> HttpResponse:
    """A later closing day, with a reason that everybody can read."""
    user = signed_in(request)
    hearing = access.public(public_id)
    if not rules.may_cancel(user, hearing):
        raise PermissionDenied
    form = ExtendForm(request.POST or None, initial={"closes_at": timezone.localtime(hearing.closes_at)})
    if form.is_valid():
        try:
            return redirect(actions.extend(by=user, hearing=hearing, **form.cleaned_data))
        except Refused as refused:
            form.add_error("closes_at", str(refused))
    context = {"hearing": hearing, "form": form, "trail": access.trail(hearing)}
    return render(request, "hearings/extend.html", context, status=422 if form.is_bound else 200)
