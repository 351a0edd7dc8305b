"""Proof of work where strangers write, only under attack."""

from django.apps import AppConfig


class ProofsConfig(AppConfig):
    name = "accounts.proofs"
    label = "proofs"
