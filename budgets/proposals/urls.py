"""Proposals of a round."""

from django.urls import path

from budgets.proposals.views import arranging, reading, reviewing, taking_part

app_name = "proposals"
urlpatterns = [
    path("<slug:round_id>/proposals/", reading.index, name="index"),
    path("<slug:round_id>/proposals/new/", taking_part.propose, name="propose"),
    path("<slug:round_id>/reviewers/", reviewing.reviewers, name="reviewers"),
    path("<slug:round_id>/proposals/<slug:public_id>/", reading.proposal, name="proposal"),
    path("<slug:round_id>/proposals/<slug:public_id>/photo.jpg", reading.photo, name="photo"),
    path("<slug:round_id>/proposals/<slug:public_id>/support/", taking_part.support, name="support"),
    path("<slug:round_id>/proposals/<slug:public_id>/withdraw/", taking_part.withdraw, name="withdraw"),
    path("<slug:round_id>/proposals/<slug:public_id>/appeal/", taking_part.appeal, name="appeal"),
    path("<slug:round_id>/proposals/<slug:public_id>/review/", reviewing.review, name="review"),
    path("<slug:round_id>/proposals/<slug:public_id>/decide/", reviewing.decide, name="decide"),
    path("<slug:round_id>/proposals/<slug:public_id>/merge/", arranging.merge, name="merge"),
    path("<slug:round_id>/proposals/<slug:public_id>/split/", arranging.split, name="split"),
    path("<slug:round_id>/proposals/<slug:public_id>/moderate/", arranging.moderate, name="moderate"),
]
