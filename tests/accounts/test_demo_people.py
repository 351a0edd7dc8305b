"""The demonstration's agencies, cast and population."""

from accounts import areas
from accounts.models import Agency, Area, Assurance, Citizen, Membership, User
from config.demo import agencies, people
from config.demo.population import population


def test_it_works(db: None) -> None:
    for _again in range(2):
        agencies.load()
        people.load()
    assert Agency.objects.count() == 6
    assert set(Agency.objects.filter(invented=True).values_list("slug", flat=True)) == {"mueang-tuayang"}
    assert User.objects.count() == len(people.CITIZENS) + len(people.STAFF)
    assert Membership.objects.count() == 6 * len(people.STAFF)
    assert Citizen.objects.count() == 3
    assert people.PASSWORD in people.logins_table()


def test_what_is_invented_says_so_and_borrows_no_real_place(db: None) -> None:
    agencies.load()
    invented = Area.objects.filter(code__startswith="99")
    assert invented.count() == len(agencies.INVENTED_AREAS)
    assert all("(สมมติ)" in place.name and "(invented)" in place.name_en for place in invented)
    assert not any(line.startswith("99") for line in areas.LIST.read_text(encoding="utf-8").splitlines())


def test_a_population_is_the_same_every_time(db: None) -> None:
    agencies.load()
    first = population(300, ["50"], series="a", ages=(18, 70))
    again = population(300, ["50"], series="a", ages=(18, 70))
    assert [one.pk for one in first] == [one.pk for one in again]
    assert all(one.area_id.startswith("50") and one.assurance == Assurance.CHECKED for one in first)
    assert all(18 <= one.age_on(one.verified_at.date()) <= 71 for one in first)


def test_populations_share_nobody_and_leave_the_invented_province_alone(db: None) -> None:
    agencies.load()
    here, there = population(100, series="a"), population(100, series="b")
    assert not {one.pk for one in here} & {one.pk for one in there}
    assert not any(one.area_id.startswith("99") for one in here + there)
    assert all(one.area_id.startswith("9901") for one in population(10, ["9901"], series="c"))
