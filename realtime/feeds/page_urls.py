"""Open data as pages, in the reader's language."""

from django.urls import path

from realtime.feeds import page_views, reuse_views, screens

app_name = "open"
urlpatterns = [
    path("", page_views.overview, name="overview"),
    path("embed/<str:topic>/", screens.embed, name="embed"),
    path("reuses/", reuse_views.waiting, name="reuses"),
    path("<slug:dataset_id>/reuse/", reuse_views.tell, name="reuse"),
    path("<slug:dataset_id>/<slug:public_id>/", page_views.table, name="table"),
    path("<slug:dataset_id>/", page_views.dataset, name="dataset"),
]
