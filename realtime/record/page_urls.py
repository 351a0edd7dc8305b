"""The record as pages: receipts and how to check them."""

from django.urls import path

from realtime.record import page_views

app_name = "record"
urlpatterns = [
    path("", page_views.overview, name="overview"),
    path("receipts/<uuid:identity>/", page_views.receipt, name="receipt"),
]
