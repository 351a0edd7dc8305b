"""The site: agencies' pages, approval, search, the page every public process extends."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
