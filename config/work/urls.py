"""Officers' first page."""

from django.urls import URLPattern, path, re_path

from config.work import views

app_name = "work"
urlpatterns: list[URLPattern] = [
    path("", views.mine, name="mine"),
    re_path(r"^my-work\.(?P<form>csv|xlsx)$", views.mine_file, name="mine-file"),
    path("<slug:slug>/", views.agency, name="agency"),
    re_path(
        r"^(?P<slug>[-\w]+)/(?P<table>places|ages|times)\.(?P<form>csv|xlsx)$", views.agency_file, name="agency-file"
    ),
]
