"""Notices under the account."""

from django.urls import URLPattern, path

from accounts.notices import views

app_name = "notices"
urlpatterns: list[URLPattern] = [
    path("", views.my_notices, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("choose/", views.choose, name="choose"),
    path("stop/<str:token>/", views.stop, name="stop"),
    path("follow/<slug:kind>/<slug:public_id>/", views.follow, name="follow"),
    path("<int:notice_id>/", views.open_notice, name="open"),
]
