"""The register of those who want to be told."""

from django.urls import path

from consult.stakeholders import views

app_name = "stakeholders"
urlpatterns = [
    path("", views.register, name="register"),
    path("mine/", views.mine, name="mine"),
    path("<uuid:identity>/end/", views.end, name="end"),
    path("agency/<slug:agency>/", views.overview, name="overview"),
]
