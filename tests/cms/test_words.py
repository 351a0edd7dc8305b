"""The small dictionary answers as the library's own trie."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pythainlp.util import Trie

from cms import words
from cms.words.known import Dictionary

LETTERS = st.text(alphabet="กขคาำ่ a", min_size=1, max_size=6)


def test_it_works() -> None:
    small = Dictionary(["ตา", "ตาก", "ตากลม", "ต", " กลม "])
    assert small.prefixes("ตากลม") == ["ต", "ตา", "ตาก", "ตากลม"]
    assert small.prefixes("ตากลม", 2) == ["กลม"]
    assert "กลม" in small
    assert len(small) == 5


@given(st.lists(LETTERS, max_size=30), st.text(alphabet="กขคาำ่ a", max_size=12))
@settings(max_examples=100, deadline=None)
def test_it_finds_what_a_trie_finds(known: list[str], text: str) -> None:
    known = [word for word in known if word.strip()]
    small, trie = Dictionary(known), Trie(known)
    assert all(small.prefixes(text, at) == trie.prefixes(text, at) for at in range(len(text) + 1))
    assert set(small) == set(trie)


def test_legal_terms_are_known() -> None:
    assert all(term in words.dictionary() for term in words.terms())


def test_nothing_is_added_later() -> None:
    with pytest.raises(TypeError, match="made once"):
        words.dictionary().add("คำใหม่")
