"""Signing in two steps, and taking a signature back."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_http_methods

from accounts import eligibility
from accounts.access import CitizenRequest, citizen_required
from petitions import access, actions, telling
from petitions.bursts import traces
from petitions.forms import SignForm
from petitions.models import Signature

__all__ = ["Sign", "withdraw"]


@method_decorator(citizen_required, name="dispatch")
class Sign(View):
    """First shown who signs what and whether they may; then, by POST, signed."""

    def get(self, request: CitizenRequest, public_id: str) -> HttpResponse:
        """Identity, verdict, what will be known to whom."""
        petition = access.public(public_id)
        signable = access.to_sign(public_id)
        context = {
            "petition": petition,
            "open": signable.open,
            "citizen": request.citizen,
            "verdict": eligibility.check(signable.eligibility, request.citizen),
            "form": SignForm(),
            "signature": Signature.objects.living().of(request.citizen).filter(petition_id=signable.pk).first(),
            "steps": [_("Read"), _("Sign"), _("Receipt")],
        }
        return render(request, "petitions/sign.html", context)

    def post(self, request: CitizenRequest, public_id: str) -> HttpResponse:
        """The signature; refusals become one clear page by the middleware."""
        receipt = actions.sign(
            by=request.citizen,
            petition=access.to_sign(public_id),
            name_public="name_public" in request.POST,
            channel=request.channel,
            trace=traces.of(request, public_id) if request.assisting is None else traces.NO_TRACE,
        )
        if "tell_me" in request.POST:
            telling.keep_informed(request.citizen, receipt.subject)
        return redirect(receipt)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def withdraw(request: CitizenRequest, public_id: str) -> HttpResponse:
    """Ask once more, then take the signature back."""
    signable = access.to_sign(public_id)
    if request.method == "POST":
        return redirect(actions.withdraw(by=request.citizen, petition=signable))
    signature = Signature.objects.living().of(request.citizen).filter(petition_id=signable.pk).first()
    context = {"petition": access.public(public_id), "signature": signature, "open": signable.open}
    return render(request, "petitions/withdraw.html", context)
