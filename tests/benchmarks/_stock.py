"""How far Django itself goes: its own session, form token and user before the one INSERT of `_minimal`."""

import uuid

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.exceptions import PermissionDenied
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path


class SessionStore(DatabaseStore):
    """Django's way to read a session, from the table that there is."""

    @classmethod
    def get_model_class(cls) -> type:
        """The table of sessions."""
        from accounts.models import Session

        return Session


def insert(request: HttpRequest) -> HttpResponse:
    """As `_minimal.insert`, for somebody who is signed in and sent a form of this site."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row VALUES (%s, %s)", [uuid.uuid4(), request.path])
    return HttpResponse("ok", headers={"Content-Length": "2"})


urlpatterns = [path("insert", insert)]
application = get_wsgi_application()


def _as_django_reads_a_user() -> None:
    from django.contrib.auth.backends import ModelBackend

    from accounts.backends import PasswordBackend

    PasswordBackend.get_user = ModelBackend.get_user  # type: ignore[assignment,method-assign]


_as_django_reads_a_user()
