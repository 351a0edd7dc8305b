"""The machine sorts Thai comments: what says the same comes together, copies are found, nothing sorted moves."""

from collections import Counter

import pytest
from sklearn.metrics import adjusted_rand_score

from consult.sense import words
from consult.sense.grouping import Plan, Text, plan
from consult.sense.grouping.copies import copies
from tests.factories import laws
from tests.factories.opinions import CAMPAIGNS, Opinion, opinions

COUNT = 1_500
POSTS = laws.DATA / "opinions" / "posts.txt.xz"


def texts(said: list[Opinion]) -> list[Text]:
    return [text(f"{number:05}", one.text) for number, one in enumerate(said)]


def text(identity: str, body: str, part: str = "") -> Text:
    cut = words.cut(body)
    return Text(identity, body, cut, words.telling_with_gaps(cut), part)


def sort(given: list[Text], groups: dict[str, str] | None = None, apart: frozenset[str] = frozenset()) -> Plan:
    return plan(given, groups or {}, apart, lambda _done: None)


def labels(found: Plan) -> dict[str, int]:
    return {member: number for number, group in enumerate(found.new) for member in group.members}


@pytest.fixture(scope="module")
def said() -> list[Opinion]:
    return opinions(COUNT)


@pytest.fixture(scope="module")
def first(said: list[Opinion]) -> Plan:
    return sort(texts(said))


def test_it_works(said: list[Opinion], first: Plan) -> None:
    sorted_ = labels(first)
    named = [(one.issue, sorted_[f"{n:05}"]) for n, one in enumerate(said) if one.issue and f"{n:05}" in sorted_]
    agreement = adjusted_rand_score([issue for issue, _ in named], [label for _, label in named])
    share = len(sorted_) / len(said)
    print(f"\n{len(first.new)} groups of {len(said)} comments, share {share:.2f}, ARI {agreement:.2f}")
    assert agreement >= 0.85
    assert share >= 0.8


def test_a_group_is_about_one_issue(said: list[Opinion], first: Plan) -> None:
    pure = 0
    for group in first.new:
        issues = Counter(said[int(member)].issue for member in group.members)
        pure += issues.most_common(1)[0][1]
    assert pure / sum(len(group.members) for group in first.new) >= 0.9


def test_campaign_texts_are_marked(said: list[Opinion], first: Plan) -> None:
    campaigns = [group for group in first.new if group.campaign]
    assert len(campaigns) == len(CAMPAIGNS)
    for group in campaigns:
        assert {said[int(member)].issue[:8] for member in group.members} == {"campaign"}
    sent = sum(one.issue.startswith("campaign") for one in said)
    assert sum(len(group.members) for group in campaigns) == sent


def test_the_same_comments_give_the_same_groups(said: list[Opinion], first: Plan) -> None:
    assert sort(texts(said)) == first


def test_new_comments_join_and_nobody_moves(said: list[Opinion], first: Plan) -> None:
    groups = {member: f"group-{number}" for member, number in labels(first).items()}
    more = opinions(COUNT + 400)
    assert more[:COUNT] == said
    second = sort(texts(more), groups)
    assert not set(second.joins) & set(groups)
    assert not {member for group in second.new for member in group.members} & set(groups)
    homes = {
        number: Counter(said[int(m)].issue for m in g.members).most_common(1)[0][0]
        for number, g in enumerate(first.new)
    }
    right = sum(homes[int(group.removeprefix("group-"))] == more[int(one)].issue for one, group in second.joins.items())
    assert len(second.joins) >= 300
    assert right / len(second.joins) >= 0.85


def test_what_an_officer_set_apart_stays_alone(said: list[Opinion], first: Plan) -> None:
    alone = frozenset(first.new[0].members[:5])
    assert not alone & set(labels(sort(texts(said), apart=alone)))


def test_copies_are_found_up_to_a_greeting() -> None:
    body = CAMPAIGNS[0]
    written = [body, "ความเห็นอื่นที่ไม่เกี่ยวกันเลยสักนิดเดียว", f"{body} ขอบคุณครับ", body.replace("มาตรา ๒๔", "มาตรา 24")]
    assert copies([words.cut(one) for one in written]) == [0, 1, 0, 0]
    assert copies([[], ["ก"], ["ก"], []]) == [0, 1, 1, 3]


@pytest.mark.parametrize("bodies", [[], [""], ["ครับ"] * 4, ["🙏🙏🙏", "\u200b\u200b"], ["ก" * 4_000] * 3])
def test_it_survives_texts_that_say_nothing(bodies: list[str]) -> None:
    found = sort([text(str(number), body) for number, body in enumerate(bodies)])
    assert all(len(group.members) >= 3 for group in found.new)


def test_words_without_a_reason_are_a_group_too() -> None:
    bodies = ["เห็นด้วย", "ไม่เห็นด้วย"] * 5 + ["เห็นด้วยอย่างยิ่งเรื่องรถตัดอ้อย"]
    found = sort([text(f"{number:02}", body) for number, body in enumerate(bodies)])
    assert [(group.name, len(group.members)) for group in found.new] == [("เห็นด้วย", 5), ("ไม่เห็นด้วย", 5)]


def test_an_issue_of_more_than_half_of_all_stays_together(said: list[Opinion]) -> None:
    first, *others = sorted({one.issue for one in said if one.issue})
    chosen = [one for one in said if one.issue == first] * 3 + [one for one in said if one.issue == others[3]]
    found = sort(texts(chosen))
    assert Counter(chosen[int(m)].issue for m in found.new[0].members).most_common(1)[0][0] == first


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        ("ในฐานะเจ้าของร้านค้าเล็ก ๆ ควรลดใบอนุญาตให้เหลือใบเดียว", "ควรลดใบอนุญาตให้เหลือใบเดียว"),
        ("เป็นครูในต่างจังหวัด ห้าปีนานเกินไปสำหรับกฎหมายเทคโนโลยี", "ห้าปีนานเกินไปสำหรับกฎหมายเทคโนโลยี"),
        ("As a teacher, I think five years are too long.", "I think five years are too long."),
        ("เป็นหนี้", "เป็นหนี้"),
        ("ควรเป็นครู สิบปีก่อนจึงสอบได้นะครับท่าน", "ควรเป็นครู สิบปีก่อนจึงสอบได้นะครับท่าน"),
    ],
)
def test_who_speaks_is_not_what_they_say(body: str, rest: str) -> None:
    assert words.substance(body) == rest


def test_real_posts_do_not_end_in_one_heap() -> None:
    """Short posts on everything under the sun: most stay alone, no group swallows them."""
    bodies = [line.split() for line in laws.unpacked(POSTS).splitlines()]
    posts = [
        Text(f"{number:05}", " ".join(body), body, ["" if word.endswith("-") else word for word in body])
        for number, body in enumerate(bodies)
    ]
    found = sort(posts)
    largest = max(len(group.members) for group in found.new)
    print(f"\n{len(bodies)} posts: {len(found.new)} groups, {len(labels(found))} in one, the largest {largest}")
    assert largest < len(bodies) / 10
