"""Claiming never doubles or loses an act, in whatever order people act, are helped, sign on paper, and verify."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import actions, acts, areas
from accounts.claims import Claims
from accounts.identity import person_key
from accounts.models import Assurance, Channel, Citizen, User
from accounts.refusals import AlreadyDone
from petitions.actions import sign, sign_many, withdraw
from petitions.models import Petition, Signature
from petitions.rules import Signable
from tests.factories import petitions as make
from tests.factories.people import Cast, thai_number

NUMBER = thai_number(990_001)
SAID = Claims(NUMBER, "สมใจ", "ใจดี", date(1980, 3, 3), "500101", Assurance.CHECKED)
STEPS = st.sampled_from(["register", "claim", "online", "counter", "paper", "withdraw", "again"])


class Undo(Exception):
    """Ends one example; nothing of it stays."""


@pytest.fixture
def open_petitions(cast: Cast) -> list[Petition]:
    areas.load()
    return [make.collecting(cast) for _ in range(3)]


class World:
    """One person, some petitions; what must be true is kept beside in plain Python."""

    def __init__(self, cast: Cast, petitions: list[Petition]) -> None:
        self.cast, self.petitions = cast, petitions
        self.user = User.objects.create_user("somjai@example.org", "x")
        self.signed: dict[str, Channel] = {}

    def person(self, channel: Channel) -> Citizen:
        """Whoever acts on this way is known before: verified, seen at the counter, or found by the sheet's number."""
        if channel == Channel.ONLINE:
            return actions.verify(user=self.user, claims=SAID, source="oidc:test")
        return actions.register(officer=self.cast.counter, agency=self.cast.agency, claims=SAID)

    def do(self, step: str, number: int) -> None:
        """One step, and what should come of it."""
        if step == "register":
            self.person(Channel.COUNTER)
        elif step == "claim":
            self.person(Channel.ONLINE)
        elif step == "withdraw":
            self.take_back(self.petitions[number])
        else:
            ways = {
                "online": Channel.ONLINE,
                "counter": Channel.COUNTER,
                "paper": Channel.PAPER,
                "again": Channel.ONLINE,
            }
            self.sign(self.petitions[number], ways[step])

    def sign(self, petition: Petition, channel: Channel) -> None:
        """A second name is never counted, by whatever ways the two came."""
        citizen, there = self.person(channel), petition.public_id in self.signed
        if channel == Channel.PAPER:
            (made,) = sign_many(people=[citizen], petition=Signable.of(petition), channel=channel)
            assert (made is None) is there
        elif there:
            with pytest.raises(AlreadyDone), transaction.atomic():
                sign(by=citizen, petition=Signable.of(petition), channel=channel)
        else:
            sign(by=citizen, petition=Signable.of(petition), channel=channel)
        self.signed.setdefault(petition.public_id, channel)

    def take_back(self, petition: Petition) -> None:
        """Only what is there can be taken back."""
        if self.signed.pop(petition.public_id, None):
            withdraw(by=self.person(Channel.ONLINE), petition=Signable.of(petition))

    def check(self) -> None:
        """One person, every act once, with the way on which it came first, all of them the account's in the end."""
        mine = self.person(Channel.ONLINE)
        assert list(Citizen.objects.filter(person_key=person_key(NUMBER))) == [mine]
        assert mine.user == self.user
        rows = Signature.objects.filter(withdrawn_at=None, petition__in=self.petitions).exclude(
            citizen=self.cast.petitioner
        )
        assert {row.petition.public_id: row.channel for row in rows.select_related("petition")} == self.signed
        assert all(row.citizen_id == mine.pk for row in rows)
        here = {petition.get_absolute_url(): petition.public_id for petition in self.petitions}
        shown = [here[act.url] for act in acts.of(mine) if act.url in here and not act.note]
        assert sorted(shown) == sorted(self.signed)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(STEPS, st.integers(0, 2)), max_size=12))
def test_it_works(cast: Cast, open_petitions: list[Petition], steps: list[tuple[str, int]]) -> None:
    with pytest.raises(Undo), transaction.atomic():
        world = World(cast, open_petitions)
        for step, number in steps:
            world.do(step, number)
        world.check()
        raise Undo
