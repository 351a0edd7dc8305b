"""Pages of one's own account."""

from django.urls import URLPattern

app_name = "accounts"
urlpatterns: list[URLPattern] = []
