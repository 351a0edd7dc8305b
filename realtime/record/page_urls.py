"""The record as pages: receipts and how to check them."""

from django.urls import path

from realtime.record import check_views, page_views

app_name = "record"
urlpatterns = [
    path("", page_views.overview, name="overview"),
    path("check/", check_views.check, name="check"),
    path("witnesses/", page_views.witness_list, name="witnesses"),
    path("receipts/<uuid:identity>/", page_views.receipt, name="receipt"),
]
