"""Signed-in devices: what they are called, and ending one of them."""

import re

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from accounts.access import signed_in

# The first that fits wins: every browser also names the ones it descends from.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Line", "LINE"),
    ("FBA", "Facebook"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def name(user_agent: str) -> str:
    """A browser and a system in words: Chrome, Android. Only a hint: every program may say what it likes."""
    found = [_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)]
    return ", ".join(part for part in found if part) or _("unknown device")


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((said for word, said in names if re.search(rf"\b{word}", user_agent)), "")


@cache_control(private=True, no_store=True)
@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Sign one of one's own devices out; another person's is not found."""
    get_object_or_404(UserSession, pk=pk, user=signed_in(request)).end()
    messages.success(request, _("That device is signed out."))
    return HttpResponseRedirect(reverse("usersessions_list"))
