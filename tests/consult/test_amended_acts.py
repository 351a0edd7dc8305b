"""Two real Acts, as enacted and as amended: what the difference view says is what the official footnotes say."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client

from config.demo import laws as demo
from consult.texts import store
from consult.texts.comparison import Comparison, compare
from consult.texts.kinds import Kind
from consult.texts.models import Law, TextVersion
from consult.texts.numbers import arabic
from consult.texts.outline import read_text
from consult.texts.reading import Node, read_act
from tests.factories import laws

pytestmark = pytest.mark.django_db
type Reader = Callable[[str, int], Sequence[Node]]
ACTS = {"community-enterprise-2548": (34, 36, 5, 2), "government-lottery-2517": (40, 45, 15, 5)}


def entries(slug: str, number: int) -> Sequence[Node]:
    return read_act(demo.words(f"{slug}.v{number}"))


def running(slug: str, number: int) -> Sequence[Node]:
    """As the Council of State publishes it: soft wraps, footnote marks, clerks, footnotes below."""
    return read_text(laws.version(slug, number))[0]


def versions(slug: str, read: Reader = entries) -> list[TextVersion]:
    law = Law.objects.create(slug=slug, title=slug, year_be=2548, status=Law.Status.IN_FORCE)
    return [store.freeze(store.store(law=law, label=f"ฉบับ {n}", nodes=read(slug, n))) for n in (1, 2)]


def numbers(rows: Any) -> list[str]:
    """Of the sections of the law itself; those of the amending Acts are printed below it and stand for themselves."""
    return [arabic(row.name.removeprefix("มาตรา ")) for row in rows if not row.anchor.startswith("amd_")]


@pytest.mark.parametrize("read", [entries, running])
@pytest.mark.parametrize("slug", ACTS)
def test_it_flags_exactly_what_the_footnotes_name(slug: str, read: Reader) -> None:
    old, new = versions(slug, read)
    before, after, changed, added = ACTS[slug]
    sections = [one.provisions.filter(kind=Kind.SECTION) for one in (old, new)]
    assert [own.exclude(eid__startswith="amd_").count() for own in sections] == [before, after]
    found: Comparison = compare(old, new)
    named = demo.words("footnotes")[slug]
    assert numbers(found.changed) == named["changed"]
    assert numbers(found.added) == named["added"]
    assert (len(numbers(found.changed)), len(numbers(found.added))) == (changed, added)
    assert not found.removed
    assert not found.renumbered
    assert not found.moved


@pytest.mark.parametrize("slug", ACTS)
def test_every_word_of_both_versions_is_in_the_comparison(slug: str) -> None:
    old, new = versions(slug)
    for row in compare(old, new).rows:
        assert "".join(change.text for change in row.right) == row.after
        squeezed = "".join("".join(change.text for change in row.left).split())
        assert len(squeezed) == len("".join(row.before.split()))


@pytest.mark.parametrize("slug", ACTS)
def test_the_pages_are_small_and_quick_to_ask(slug: str, client: Client, django_assert_max_num_queries: Any) -> None:
    versions(slug)
    for address in ("", "compare/1/2/?view=side&show=all", "sections/sec_12/"):
        with django_assert_max_num_queries(9):
            answer = client.get(f"/th/laws/{slug}/{address}")
        assert answer.status_code == 200
    assert "หมวด ๑" in client.get(f"/th/laws/{slug}/").content.decode()
