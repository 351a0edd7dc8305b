"""How many people live where: what participation is measured against."""

from django.apps import AppConfig


class InhabitantsConfig(AppConfig):
    name = "accounts.inhabitants"
    label = "inhabitants"
