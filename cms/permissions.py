"""Who may do what in the editors' rooms: one group per agency, filled from its memberships.

Authors, reviewers and heads may write below their agency's page. Nobody may publish there by hand:
publishing is what the head's approval does (cms.approval).
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from accounts.models import Membership, Role, User
from cms.models import AgencyPage

WRITERS = (Role.AUTHOR, Role.REVIEWER, Role.HEAD)
PAGE_RIGHTS = ("add_page", "change_page")
FILE_RIGHTS = ("add_image", "choose_image", "add_document", "choose_document")


def sync(page: AgencyPage) -> Group:
    """Make the agency's group, its rights below `page`, and put its writers in it."""
    group, _made = Group.objects.get_or_create(name=f"agency {page.agency.slug}")
    group.permissions.add(_right("access_admin"))
    for name in PAGE_RIGHTS:
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=_right(name))
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for name in FILE_RIGHTS:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=_right(name))
    group.user_set.set(User.objects.filter(memberships__agency=page.agency, memberships__role__in=WRITERS))
    return group


def follow(membership: Membership) -> None:
    """Bring the agency's group up to date after somebody got or lost a role."""
    page = AgencyPage.objects.filter(agency_id=membership.agency_id).first()
    if page:
        sync(page)


def _right(codename: str) -> Permission:
    apps = {"access_admin": "wagtailadmin", "add_page": "wagtailcore", "change_page": "wagtailcore"}
    default = "wagtailimages" if codename.endswith("image") else "wagtaildocs"
    return Permission.objects.get(codename=codename, content_type__app_label=apps.get(codename, default))
