"""What signing is measured against: the least a Django view can do for one durable row."""

import uuid

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

TABLE = "CREATE TABLE bench_row (id uuid PRIMARY KEY, words text NOT NULL)"


def insert(request: HttpRequest) -> HttpResponse:
    """One raw INSERT, committed."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row VALUES (%s, %s)", [uuid.uuid4(), request.path])
    return HttpResponse("ok", headers={"Content-Length": "2"})


urlpatterns = [path("insert", insert)]
application = get_wsgi_application()
