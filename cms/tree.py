"""The page tree: one home, one page for each agency, and what agencies publish below."""

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, Site, WorkflowPage

from accounts.models import Agency
from cms import approval, permissions
from cms.models import AgencyPage, BilingualPage, HomePage


def home() -> HomePage:
    """The home page, made when the site is new; Wagtail's welcome page is put away."""
    found = HomePage.objects.first()
    if found:
        return found
    Locale.objects.get_or_create(language_code="th")
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", content_type=ContentType.objects.get_for_model(Page))
    )
    root.get_children().filter(slug="home").delete()
    root.refresh_from_db()
    page: HomePage = root.add_child(
        instance=HomePage(title="เสียงของประชาชน", title_en="The voice of the public", slug="home")
    )
    # Wagtail's own groups and workflow know nothing of agencies.
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    WorkflowPage.objects.filter(page=root).delete()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": page, "site_name": "Siang"}
    )
    return page


def agency_page(agency: Agency) -> AgencyPage:
    """The page of `agency`, made when missing, with its people's permissions and its head's approval."""
    page = AgencyPage.objects.filter(agency=agency).first()
    if page is None:
        fresh = AgencyPage(title=agency.name, title_en=agency.name_en, slug=agency.slug, agency=agency)
        page = add(fresh, home())
    permissions.sync(page)
    approval.assign(page)
    return page


def add[P: BilingualPage](page: P, parent: Page) -> P:
    """Put `page` below `parent` and publish it: for loaders and imports (people go through approval)."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
