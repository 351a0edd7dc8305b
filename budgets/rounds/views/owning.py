"""One's own ballot by its receipt: for whoever holds it, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from budgets.rounds import access, owning, rules
from budgets.rounds.forms import ReceiptForm
from budgets.rounds.views.voting import lines_of


@cache_control(private=True, no_store=True)
@require_safe
def own_ballot(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the record has under a receipt of this round; in an open round after the count, the ballot itself."""
    round_ = access.opened_round(public_id)
    form = ReceiptForm(request.GET if "receipt" in request.GET else None)
    own = owning.find(round_, form.cleaned_data["receipt"]) if form.is_valid() else None
    if form.is_bound and form.is_valid() and own is None:
        form.add_error("receipt", _("There is no ballot with this receipt in this round."))
    context = {
        "round": round_,
        "page": round_.page,
        "form": form,
        "own": own,
        "open": round_.rules["secrecy"] == "open",
        "kind": rules.ballot_kind(round_),
        **(lines_of(round_, own.opening.choices) if own and own.opening else {}),
    }
    return render(request, "rounds/own.html", context, status=422 if form.errors else 200)
