"""Hearings on draft laws and Acts in force."""

from django.apps import AppConfig


class HearingsConfig(AppConfig):
    name = "consult.hearings"
    label = "hearings"
