"""Deputies of heads who are away."""

from django.apps import AppConfig


class DelegationsConfig(AppConfig):
    name = "accounts.delegations"
    label = "delegations"
