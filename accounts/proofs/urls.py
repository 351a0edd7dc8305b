"""The page that asks for a proof of work."""

from django.urls import URLPattern, path

from accounts.proofs import views

app_name = "proofs"
urlpatterns: list[URLPattern] = [path("", views.ask, name="ask")]
