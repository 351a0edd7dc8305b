"""Lets a script of this folder run inside a site: `from tests.faults import inside` first, then Django's models."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
