"""Telling of a reuse, and the moderators' list of what waits."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from realtime.feeds import actions, catalogue
from realtime.feeds.forms import ReuseForm
from realtime.feeds.models import Reuse


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """The form; a moderator looks at what was told before anybody sees it. No sign-in."""
    dataset = catalogue.get(dataset_id)
    if dataset is None:
        raise Http404
    form = ReuseForm(request.POST or None)
    told = False
    if form.is_valid():
        data = form.cleaned_data
        actions.tell(dataset=dataset_id, who=data["who"], title=data["title"], url=data["url"])
        told = True
    context = {"dataset": dataset, "form": form, "told": told}
    return render(request, "feeds/reuse.html", context, status=422 if form.is_bound and not told else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a moderator, the oldest first."""
    user = signed_in(request)
    if not actions.may_decide(user):
        raise PermissionDenied
    if request.method == "POST":
        text = request.POST.get("reuse", "")
        reuse = get_object_or_404(Reuse, pk=int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0)
        actions.decide(by=user, reuse=reuse, show="show" in request.POST)
        return redirect("open:reuses")
    return render(request, "feeds/reuses.html", {"reuses": list(Reuse.objects.waiting()[:50])})
