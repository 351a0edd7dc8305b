"""Days off that officers keep: everybody can read them, heads add and remove."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from petitions import access, actions, workdays
from petitions.actions import days_off
from petitions.forms import HolidayForm
from petitions.models import Holiday


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@access.login_required
def holidays(request: HttpRequest) -> HttpResponse:
    """The list of this year and the next, computed and kept."""
    user = access.officer(request)
    form = HolidayForm(request.POST if "add" in request.POST else None)
    if form.is_valid():
        return redirect(actions.add_holiday(by=user, **form.cleaned_data))
    if "remove" in request.POST:
        return redirect(actions.remove_holiday(by=user, day=_day(request.POST["remove"])))
    return render(request, "petitions/holidays.html", _page(user, form), status=422 if form.is_bound else 200)


def _page(user: User, form: HolidayForm) -> dict[str, object]:
    today = timezone.localdate()
    years = (today.year, today.year + 1)
    days: list[tuple[date, Holiday | None]] = [(day, None) for year in years for day in workdays.fixed(year)]
    days += [(row.day, row) for row in Holiday.objects.filter(day__year__gte=today.year)]
    days.sort(key=lambda pair: (pair[0], pair[1] is None))
    return {"days": days, "form": form, "may_keep": days_off.may_keep(user), "today": today}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
