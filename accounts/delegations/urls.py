"""Deputies of heads who are away."""

from django.urls import URLPattern, path

from accounts.delegations import views

app_name = "delegations"
urlpatterns: list[URLPattern] = [
    path("", views.deputies, name="list"),
    path("<slug:agency>/new/", views.delegate, name="new"),
    path("<int:identity>/end/", views.end, name="end"),
]
