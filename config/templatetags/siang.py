"""Template tags of the whole site (a builtin library: nothing to load)."""

from django import template

from accounts.bilingual import in_language

register = template.Library()

register.filter("local", in_language)
