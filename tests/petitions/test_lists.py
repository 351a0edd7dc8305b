"""Lists of many petitions cost the same few queries in every order and on every page."""

import pytest
from django.test import Client

from petitions import listing
from petitions.models import Tally
from tests.factories import petitions as make
from tests.factories.people import Cast


@pytest.mark.parametrize("sort", sorted(listing.SORTS))
def test_it_works(cast: Cast, sort: str, django_assert_max_num_queries: object) -> None:
    """At most eight queries, first page and second."""
    for _ in range(3):
        make.collecting(cast)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "SIZE", 2)
        after = listing.page_of("all", "", sort).after
        for address in (f"?show=all&sort={sort}", f"?show=all&sort={sort}&after={after}"):
            with django_assert_max_num_queries(8):  # type: ignore[operator]
                assert Client().get(f"/th/petitions/{address}").status_code == 200


def test_most_names_come_first_and_the_rest_follows(cast: Cast) -> None:
    made = [make.collecting(cast) for _ in range(3)]
    for number, petition in enumerate(made):
        Tally.objects.filter(petition=petition).update(online=number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "SIZE", 1)
        page = listing.page_of("open", "", "names")
        seen = [page.petitions[0]]
        while page.after:
            page = listing.page_of("open", page.after, "names")
            seen += page.petitions
    assert seen == made[::-1]
