"""My page: what is open where I live, what I did, and what became of it. Private; the home page fetches it apart."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from accounts import acts
from accounts.access import citizen_of, signed_in
from accounts.models import Area, Citizen, User
from accounts.notices.models import Notice
from cms import home
from cms.home import Wish
from cms.models import Nearby

ACTS = 5
private = cache_control(private=True, no_store=True)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def near(request: HttpRequest) -> HttpResponse:
    """What is near, and what I did; a sent form remembers the place and the interest."""
    user = signed_in(request)
    if request.method == "POST":
        remember(user, home.asked(request.POST))
        return redirect("cms:near")
    citizen = citizen_of(request)
    wish = remembered(user, citizen)
    page = {
        "acts": acts.of(citizen)[:ACTS] if citizen else [],
        "notices": Notice.objects.of(user).unread()[:ACTS],
        "verified": citizen is not None,
    }
    return render(request, "cms/near.html", page | home.near(wish) | home.places(wish))


def remembered(user: User, citizen: Citizen | None) -> Wish:
    """What this person chose; before any choice, the province of a verified person. At most one query."""
    kept = Nearby.objects.filter(user=user).first()
    if kept:
        return Wish(kept.area_id or "", kept.interest)
    return Wish(citizen.area_id[:2] if citizen and citizen.area_id != "00" else "")


def remember(user: User, wish: Wish) -> None:
    """Keep a choice; a place that is not on the list is no place."""
    area = Area.objects.filter(pk=wish.area).first() if wish.area else None
    Nearby.objects.update_or_create(user=user, defaults={"area": area, "interest": wish.interest})
