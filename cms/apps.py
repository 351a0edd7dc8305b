"""The site: agencies' pages, approval, search, the page every public process extends."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save, pre_save


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"

    def ready(self) -> None:
        from wagtail.images import get_image_model

        from accounts.models import Membership
        from cms import notices, publication, uploads  # noqa: F401

        pre_save.connect(uploads.redraw, sender=get_image_model())
        post_migrate.connect(_make_home, sender=self)
        post_save.connect(_follow_membership, sender=Membership)
        post_delete.connect(_follow_membership, sender=Membership)


def _make_home(**_: Any) -> None:
    """A site has its home page, and the one way of approval, from the first migration on."""
    from cms import approval, tree

    tree.home()
    approval.steps()


def _follow_membership(instance: Any, **_: Any) -> None:
    from cms import permissions

    permissions.follow(instance)
