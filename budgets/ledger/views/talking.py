"""Saying something about a budget or one of its lines, at any stage."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import eligibility
from accounts.access import CitizenRequest, citizen_required
from budgets.ledger import access, processes
from budgets.ledger.models import BudgetLine
from consult.threads.actions import post_comment
from consult.threads.forms import CommentForm


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def comment(request: CitizenRequest, public_id: str) -> HttpResponse:
    """Write a comment, then its receipt."""
    budget = access.public(public_id)
    asked = request.GET.get("line", "")[:64]
    line = BudgetLine.objects.public().filter(budget=budget, stable_id=asked).first() if asked else None
    subject = processes.subject(budget, also=line)
    form = CommentForm(request.POST or None, subject=subject, about=line.stable_id if line else "")
    if form.is_valid():
        token = form.cleaned_data["form"]
        receipt = post_comment(
            by=request.citizen, subject=subject, words=form.words(), form=token, channel=request.channel
        )
        return redirect(receipt)
    context = {
        "budget": budget,
        "line": line,
        "subject": subject,
        "form": form,
        "citizen": request.citizen,
        "verdict": eligibility.check(subject.rules, request.citizen),
        "steps": [_("Read"), _("Comment"), _("Receipt")],
    }
    return render(request, "ledger/comment.html", context, status=422 if form.is_bound else 200)
