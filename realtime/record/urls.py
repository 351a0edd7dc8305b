"""The record as files (C2SP tlog-tiles)."""

from django.urls import URLPattern

app_name = "record-files"
urlpatterns: list[URLPattern] = []
