"""Bringing the text of a law in."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "consult.importing"
    label = "importing"
