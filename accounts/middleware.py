"""Middleware of people's own pages."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

_ROOMS = "admin/"
_OWN = ("account/", "identity/")


class PrivatePages:
    """Whatever stands under account/ and identity/ is for one person: no cache may keep it.

    So is every answer for which a session was asked, like the desks of officers. allauth marks some of
    its pages so, not all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, marked private where the page is."""
        response = self.get_response(request)
        path = request.path_info.lstrip("/")
        own = path.startswith(_OWN) or path.partition("/")[2].startswith(_OWN)
        if own or request.session.accessed:
            patch_cache_control(response, private=True, no_store=True)
        return response


class StaffTwoStep:
    """Staff enter the editors' rooms with a second step only (an app's code or a passkey).

    On where STAFF_TWO_STEP is set: always in production. Staff without a second step are led to make one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or lead to the page where a second step is set up. One query, in the editors' rooms only."""
        if settings.STAFF_TWO_STEP and request.path_info.lstrip("/").startswith(_ROOMS):
            user = request.user
            if user.is_authenticated and not is_mfa_enabled(user):
                messages.error(request, _("Your work needs two-step sign-in. Please set it up here first."))
                return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)
