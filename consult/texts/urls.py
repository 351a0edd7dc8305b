"""Law texts."""

from django.urls import path

from consult.texts import views

app_name = "texts"
urlpatterns = [path("", views.index, name="index"), path("<slug:slug>/", views.law, name="law")]
