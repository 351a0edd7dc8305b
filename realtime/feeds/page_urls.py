"""The list of open data."""

from django.urls import URLPattern

app_name = "open"
urlpatterns: list[URLPattern] = []
