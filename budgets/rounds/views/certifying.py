"""The officers' page after the count: counted again before one's eyes, then certified by two, or a recount ordered."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from budgets.rounds import access, recounting, rules, standing
from budgets.rounds.actions import certify, order_recount
from budgets.rounds.forms import RecountForm
from budgets.rounds.states import DECLARATIONS, Declared


@cache_control(private=True, no_store=True)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certifying(request: HttpRequest, public_id: str) -> HttpResponse:
    """Certify what was counted, or have it counted again."""
    user, round_ = access.officer_of(request, public_id)
    closes = rules.may_close(user, round_)
    if request.method == "POST" and not closes:
        raise PermissionDenied
    result = access.result_of(public_id)
    form = RecountForm(request.POST if "recount" in request.POST else None)
    if request.method == "POST":
        if "certify" in request.POST:
            certify(by=user, result=result)
            return redirect("rounds:certifying", public_id=public_id)
        if form.is_valid():
            order_recount(by=user, result=result, **form.cleaned_data)
            return redirect("rounds:certifying", public_id=public_id)
    now = standing.of(result)
    nexts = DECLARATIONS[now.status]
    context = {
        "round": result.round,
        "result": result,
        "now": now,
        "form": form,
        "again": recounting.again(result),
        "can_certify": closes and bool(nexts & {Declared.CERTIFIED, Declared.CORRECTION}),
        "can_order": closes and Declared.RECOUNT in nexts,
        "mine": now.waiting is not None and now.waiting.first_by_id == user.pk,
    }
    return render(request, "rounds/certifying.html", context)
