"""Beginning a participatory round from another process: a draft page with dates and words filled in."""

import secrets
from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.eligibility import COUNTRY, Rules
from accounts.models import User
from budgets.rounds.models import RoundPage
from cms import origins, tree
from cms.origins import Draft, Origin

IDEAS, REVIEW, BALLOT = timedelta(days=30), timedelta(days=60), timedelta(days=75)


def begin(origin: Origin, by: User) -> Draft:
    """An unpublished round; the envelope is left at nought for the officer to set."""
    first = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=14)
    public_id = f"round-{secrets.token_hex(4)}"
    areas = tuple(origin.agency.areas.values_list("code", flat=True)) or (COUNTRY,)
    page = RoundPage(
        slug=public_id,
        public_id=public_id,
        title=origin.title,
        title_en=origin.title_en,
        summary=origin.summary,
        summary_en=origin.summary_en,
        ideas_from=first,
        ideas_until=first + IDEAS,
        review_until=first + REVIEW,
        opens_at=first + REVIEW,
        closes_at=first + BALLOT,
        envelope=Decimal(0),
        seed=secrets.token_hex(16),
        eligibility=Rules(areas=areas).to_json(),
        live=False,
    )
    tree.agency_page(origin.agency).add_child(instance=page)
    page.save_revision(user=by)
    return Draft(public_id, reverse("wagtailadmin_pages:edit", args=[page.pk]))


origins.register("round", _("Open a budget round from it"), begin)
