"""Public pages of proposals, booths and works: few queries, no cookie, both languages."""

import pytest
from django.test import Client
from django.urls import reverse

from budgets.booth import actions as booth
from budgets.proposals import actions as proposals
from tests.factories import budgets
from tests.factories.people import Cast, citizen
from tests.factories.proposals import REASON, proposed, reviewed, reviewer, taking_ideas

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_stranger_reads_them_within_twelve_queries_and_without_a_cookie(
    cast: Cast, client: Client, django_assert_max_num_queries: object, language: str
) -> None:
    round_ = taking_ideas(cast)
    made = [proposed(round_, title=f"ข้อเสนอ {n}") for n in range(6)]
    reviewed(cast, made[0])
    proposals.decide(by=cast.head, proposal=made[0], accepted=False, reason=REASON)
    third = reviewer(cast, round_, 3)
    proposals.merge(by=third, into=made[1], other=made[2], reason=REASON)
    voting = budgets.opened(cast)
    stations = [booth.set_up(by=cast.head, round=voting, name=f"หน่วย {n}", place="วัด", delivered=9) for n in range(5)]
    booth.hand_out(by=cast.counter, station=stations[0], citizen=citizen())
    pages = [
        reverse("proposals:index", args=[round_.public_id]),
        *[one.get_absolute_url() for one in made[:3]],
        reverse("booth:index", args=[voting.public_id]),
        stations[0].get_absolute_url(),
        reverse("works:index", args=[voting.public_id]),
    ]
    for page in pages:
        with django_assert_max_num_queries(MOST):  # type: ignore[operator]
            answer = client.get(page.replace("/th/", f"/{language}/", 1))
        assert (answer.status_code, answer.cookies) == (200, {}), page
