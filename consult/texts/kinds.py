"""The kinds of provision in a Thai law."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """From the whole to the smallest part that a person can point at."""

    PREAMBLE = "preamble", _("preamble")
    BOOK = "book", _("book")
    TITLE = "title", _("title of the law")
    CHAPTER = "chapter", _("chapter")
    PART = "part", _("part")
    SECTION = "section", _("section")
    PARAGRAPH = "paragraph", _("paragraph")
    ITEM = "item", _("item")
    TRANSITIONAL = "transitional", _("transitional provisions")
    NOTE = "note", _("note")


# What a reader comments on as one thing: it has an entry in the table of contents.
COMMENTED = (Kind.PREAMBLE, Kind.SECTION, Kind.TRANSITIONAL, Kind.NOTE)
