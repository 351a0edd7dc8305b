"""Registers brought in from elsewhere: an electoral roll, a municipal register."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "accounts.registers"
    label = "registers"

    def ready(self) -> None:
        from accounts import register
        from accounts.registers import matching

        register.join(matching.people)
