"""Notices: what people asked to be told, kept here and mailed at the pace they chose."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "accounts.notices"
    label = "notices"
