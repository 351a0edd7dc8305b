"""Booths of a round."""

from django.urls import path

from budgets.booth.views import counting, reading, serving

app_name = "booth"
urlpatterns = [
    path("<slug:round_id>/booths/", reading.index, name="index"),
    path("<slug:round_id>/booths/new/", serving.new, name="new"),
    path("<slug:round_id>/booths/<slug:public_id>/", reading.sheet, name="sheet"),
    path("<slug:round_id>/booths/<slug:public_id>/table/", serving.table, name="table"),
    path("<slug:round_id>/booths/<slug:public_id>/person/", serving.person, name="person"),
    path("<slug:round_id>/booths/<slug:public_id>/replay/", serving.replay, name="replay"),
    path("<slug:round_id>/booths/<slug:public_id>/key/", counting.key, name="key"),
    path("<slug:round_id>/booths/<slug:public_id>/close/", counting.close, name="close"),
]
