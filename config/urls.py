"""Addresses. Pages for people stand under /th/ and /en/; feeds, the record and live figures under neither."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from config import api_page, sent, styleguide
from config.api import api, nothing_here

FILES: list[URLPattern | URLResolver] = [
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("api/", api.urls),
    path("identity/", include("accounts.oidc.callback_urls")),
    path("media/<path:path>", sent.serve, name="sent"),
    path("", include("cms.file_urls")),
    path("", include("realtime.record.urls")),
    path("", include("realtime.live.urls")),
    path("", include("realtime.feeds.urls")),
    # Programs get a problem document, not a page. What ends with a slash is a page without its language.
    re_path(r"^(?:api/.*|(?:open|live)/.*[^/])$", nothing_here),
]

if settings.DEV_IDP:
    FILES.append(path("dev-idp/", include("accounts.idp_dev.urls")))

PAGES = i18n_patterns(
    # Where most people act on a busy day comes first: each address before it is tried in turn.
    path("petitions/", include("petitions.urls")),
    path("hearings/", include("consult.hearings.urls")),
    path("comments/", include("consult.threads.urls")),
    path("who/", include("accounts.taking_part.urls")),
    path("account/proof/", include("accounts.proofs.urls")),
    path("account/notices/", include("accounts.notices.urls")),
    path("account/counter/permits/", include("accounts.helping.urls")),
    path("account/", include("accounts.rights.urls")),
    path("account/verify/register/", include("accounts.registers.urls")),
    path("account/deputies/", include("accounts.delegations.urls")),
    path("account/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("work/", include("config.work.urls")),
    path("record/", include("realtime.record.page_urls")),
    path("open/api/", api_page.reference, name="api-reference"),
    path("open/", include("realtime.feeds.page_urls")),
    path("opinions/", include("consult.sense.urls")),
    path("questions/", include("consult.questions.urls")),
    path("stakeholders/", include("consult.stakeholders.urls")),
    path("moderation/", include("consult.moderation.urls")),
    path("ideas/", include("consult.ideas.urls")),
    path("evaluations/", include("consult.evaluations.urls")),
    path("laws/", include("consult.importing.urls")),
    path("laws/", include("consult.drafting.urls")),
    path("laws/", include("consult.texts.urls")),
    path("budgets/", include("budgets.ledger.urls")),
    path("rounds/", include("budgets.proposals.urls")),
    path("rounds/", include("budgets.booth.urls")),
    path("rounds/", include("budgets.works.urls")),
    path("rounds/", include("budgets.rounds.urls")),
    *([path("style/", styleguide.style, name="style")] if settings.DEBUG else []),
    path("", include("cms.urls")),
    path("", include("config.pages")),
    path("", include(wagtail_urls)),
)

urlpatterns = [*PAGES, *FILES]
