"""Verifying by register."""

from django.urls import URLPattern, path

from accounts.registers import views

app_name = "registers"
urlpatterns: list[URLPattern] = [
    path("", views.match, name="match"),
    path("imports/", views.imports, name="imports"),
]
