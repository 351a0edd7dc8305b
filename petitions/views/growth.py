"""How a petition grows: rates, a forecast, the days, names by province as a map and a table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.bilingual import in_language
from accounts.models import Area
from petitions import access, figures
from petitions.counting import map as drawing
from petitions.counting import series
from petitions.counting.forecast import forecast
from petitions.views.reading import trail


@require_safe
def growth(request: HttpRequest, public_id: str) -> HttpResponse:
    """One page; five queries besides the petition's."""
    petition = access.public(public_id)
    now, hours = figures.figures(petition), figures.hours(petition)
    places = figures.places(petition)
    shown = {place.code: place.total for place in places if place.code}
    areas = Area.objects.filter(level=Area.Level.PROVINCE)
    names = {area.code: in_language(area, "name") for area in areas}
    today = timezone.localdate()
    days = series.by_day(hours)
    closes = timezone.localdate(petition.closes_at) if petition.closes_at else None
    context = {
        "petition": petition,
        "trail": [*trail(), {"href": petition.get_absolute_url(), "label": in_language(petition, "title")}],
        "figures": now,
        "rates": series.rates(petition.pk),
        "forecast": petition.is_open
        and forecast(series.full_days(hours, today), missing=now.missing, today=today, closes=closes),
        "points": [(one.hour, one.total) for one in (days if len(days) > 2 else hours)],
        "days": days[::-1],
        "map": drawing.draw(shown, names) if shown.keys() & names.keys() else None,
        "places": [(names.get(place.code, place.code), place.total) for place in places],
        "words": _("names"),
    }
    return render(request, "petitions/growth.html", context)
