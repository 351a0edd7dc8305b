"""Open data as pages, in the reader's language."""

from django.urls import path

from realtime.feeds import page_views, screens

app_name = "open"
urlpatterns = [
    path("", page_views.overview, name="overview"),
    path("embed/<str:topic>/", screens.embed, name="embed"),
    path("<slug:dataset_id>/", page_views.dataset, name="dataset"),
]
