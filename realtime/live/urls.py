"""Live figures as JSON (sockets and streams are served by config.asgi)."""

from django.urls import URLPattern

app_name = "live"
urlpatterns: list[URLPattern] = []
