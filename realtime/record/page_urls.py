"""The record as pages: receipts and how to check them."""

from django.urls import URLPattern

app_name = "record"
urlpatterns: list[URLPattern] = []
