"""Pages of the conversation: few queries however much was said, whole without scripts, unharmed by strange words."""

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.hearings import pages
from consult.hearings.heat import Lean
from consult.hearings.models import ConsultationPage
from consult.threads import actions
from consult.threads.actions import Words
from consult.threads.models import Comment
from consult.threads.quotes import Quote
from consult.threads.states import Stance
from realtime.record import canonical
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories.people import PASSWORD, Cast, citizen

MOST = 8


def signed_in(email: str = "nok@example.org") -> Client:
    client = Client()
    assert client.login(username=email, password=PASSWORD)
    return client


@pytest.fixture
def talked(cast: Cast) -> ConsultationPage:
    """A hearing with comments, replies, reactions, a passage and a wording."""
    hearing = make.opened(cast)
    subject = make.subject(hearing)
    text = subject.words("sec_2")
    opening = make.said(hearing, cast.petitioner, body="ความเห็นแรก", part="sec_2")
    passage = Words("ตรงนี้ไม่ชัด", part="sec_2", group="business", quote=Quote.of(text, 0, 6))
    actions.post_comment(by=cast.co_signer, subject=subject, words=passage)
    other = Words("ควรเป็นดังนี้", part="sec_2", wording="ให้ทำทันที", base=canonical.text_fingerprint(text))
    actions.post_comment(by=cast.co_signer, subject=subject, words=other)
    for n in range(4):
        actions.reply(by=citizen(), to=opening, subject=subject, words=Words(f"คำตอบที่ {n}"))
    actions.oppose(by=cast.stranger, comment=opening, subject=subject)
    seal_all()
    return hearing


def addresses(hearing: ConsultationPage) -> list[str]:
    base = f"/th/hearings/{hearing.public_id}/"
    queries = [
        "", "?order=supported", "?order=divided", "?order=random&seed=abc", "?stance=agree", "?group=business",
        "?province=50", "?wording=1", "?stance=none&group=business&province=50&order=supported",
    ]  # fmt: skip
    pages = [f"{base}{page}{query}" for page in ("comments/", "sections/sec_2/") for query in queries]
    return [base, *pages, f"{base}passages/", f"{base}sections/sec_2/passages/"]


def test_it_works(talked: ConsultationPage) -> None:
    page = Client().get(f"/en/hearings/{talked.public_id}/sections/sec_2/").content.decode()
    assert "<mark>" in page
    assert "comment on this passage" in page
    assert "คำตอบที่ 0" in page
    assert "คำตอบที่ 3" not in page
    assert "All 4 replies" in page
    assert "1 person opposes it" in page
    assert "ผู้ประกอบการ" in page or "Business" in page


def test_every_list_takes_few_queries(talked: ConsultationPage) -> None:
    client = Client()
    for address in addresses(talked):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200, address
        assert len(queries) <= MOST, (address, len(queries), [q["sql"][:90] for q in queries])


def test_more_comments_take_no_more_queries(talked: ConsultationPage) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            Client().get(f"/th/hearings/{talked.public_id}/sections/sec_2/?order=supported")
        return len(queries)

    before = count()
    for n in range(12):
        comment = make.said(talked, citizen(), body=f"อีกความเห็น {n}", part="sec_2")
        actions.reply(by=citizen(), to=comment, subject=make.subject(talked), words=Words("ตอบ"))
    assert count() == before


@pytest.mark.parametrize("order", ["newest", "supported", "divided", "random"])
@pytest.mark.parametrize("query", ["", "&stance=agree", "&province=50"])
def test_turning_pages_shows_every_comment_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, order: str, query: str
) -> None:
    hearing = make.opened(cast)
    subject = make.subject(hearing)
    for n in range(23):
        comment = make.said(hearing, citizen(), body=f"ความเห็นเลขที่ {n}.", stance=list(Stance)[n % 2])
        for _ in range(n % 3):
            (actions.support if n % 2 else actions.oppose)(by=citizen(), comment=comment, subject=subject)
    seal_all()
    monkeypatch.setattr("consult.threads.listing.page_of.__defaults__", (5, {}))
    address, seen = f"/en/hearings/{hearing.public_id}/comments/?order={order}&seed=7f{query}", list[str]()
    for _ in range(8):
        page = Client().get(address).content.decode()
        seen += re.findall(r"ความเห็นเลขที่ \d+\.", page)
        following = re.search(r'rel="next"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="next"', page)
        if not following:
            break
        link = (following[1] or following[2]).replace("&amp;", "&")
        address = f"/en/hearings/{hearing.public_id}/comments/{link}"
    wanted = 12 if "stance" in query else 23
    assert len(seen) == len(set(seen)) == wanted


def test_a_random_order_gets_a_seed_in_its_address(talked: ConsultationPage) -> None:
    answer = Client().get(f"/th/hearings/{talked.public_id}/comments/?order=random")
    assert answer.status_code == 302
    assert re.search(r"seed=[0-9a-f]{6}", answer.headers["Location"])
    assert answer.headers["Cache-Control"] == "no-store"


def test_filters_narrow_the_list(talked: ConsultationPage) -> None:
    def shown(query: str) -> int:
        page = Client().get(f"/th/hearings/{talked.public_id}/comments/?{query}").content.decode()
        return page.count('class="quote__by"') - page.count("คำตอบที่")

    assert shown("") == 3
    assert (shown("group=business"), shown("stance=agree"), shown("wording=1")) == (1, 1, 1)
    assert (shown("province=50"), shown("province=90"), shown("part=sec_1")) == (3, 0, 0)
    assert shown("group=business&stance=agree") == 0
    passage = Comment.objects.exclude(passage="").get().passage
    assert shown(f"passage={passage}") == 1
    assert shown("group=%00&province=x&passage=--&seed=%27&after=%00.%00&order=zz") == 3


def test_a_passage_is_chosen_without_a_script(talked: ConsultationPage) -> None:
    base = f"/en/hearings/{talked.public_id}/"
    page = Client().get(f"{base}sections/sec_2/passages/").content.decode()
    link = re.search(r'href="([^"]*quote=[0-9-]+)"', page)
    assert link
    client, address = signed_in(), link[1].replace("&amp;", "&")
    assert "On this passage" in client.get(address).content.decode()
    base_of_text = canonical.text_fingerprint(make.subject(talked).words("sec_2"))
    values = {"part": "sec_2", "stance": "agree", "body": "เห็นด้วย", "form": str(uuid.uuid4()), "base": base_of_text}
    assert client.post(address, values).status_code == 302
    assert Comment.objects.exclude(passage="").count() == 2
    stale = values | {"base": "0" * 64, "form": str(uuid.uuid4()), "body": "x"}
    assert client.post(address, stale).status_code == 409


def test_a_wording_is_suggested_and_compared(talked: ConsultationPage) -> None:
    client, address = signed_in(), f"/en/hearings/{talked.public_id}/comment/?part=sec_2&wording=1"
    text = make.subject(talked).words("sec_2")
    assert "ข้อแรก" in client.get(address).content.decode()
    values = {"part": "sec_2", "stance": "partly", "body": "ชัดกว่า", "base": canonical.text_fingerprint(text)}
    same = client.post(address, values | {"wording": text.replace("\n", "\r\n")})
    assert same.status_code == 422
    assert "This is what the text says now" in same.content.decode()
    answer = client.post(address, values | {"wording": text.replace("ข้อแรก", "ข้อใหม่"), "form": str(uuid.uuid4())})
    assert answer.status_code == 302
    comment = Comment.objects.by(client_citizen("nok@example.org")).get()
    page = Client().get(f"/en/comments/{comment.pk}/").content.decode()
    assert "<ins>" in page
    assert "<del>" in page


def client_citizen(email: str) -> Any:
    from accounts.models import Citizen

    return Citizen.objects.get(user__email=email)


def test_replying_opposing_and_changing_through_the_pages(talked: ConsultationPage, cast: Cast) -> None:
    client = signed_in()
    opening = Comment.objects.by(cast.petitioner).get()
    assert client.get(f"/th/comments/{opening.pk}/reply/").status_code == 200
    reply = client.post(f"/th/comments/{opening.pk}/reply/", {"body": "ขอตอบ", "form": str(uuid.uuid4())})
    assert reply.status_code == 302
    assert client.post(f"/th/comments/{opening.pk}/reply/", {"body": " ", "form": ""}).status_code == 422
    assert "You oppose" in client.get(f"/en/comments/{opening.pk}/support/").content.decode()
    assert client.post(f"/th/comments/{opening.pk}/support/").status_code == 302
    assert client.post(f"/th/comments/{opening.pk}/neither/").status_code == 302
    mine = Comment.objects.by(cast.stranger).get()
    assert client.get(f"/th/comments/{mine.pk}/").status_code == 302
    assert client.post(f"/th/comments/{mine.pk}/edit/", {"body": "ขอตอบใหม่"}).status_code == 302
    assert client.post(f"/th/comments/{opening.pk}/edit/", {"body": "ไม่ใช่ของฉัน"}).status_code == 403
    page = Client().get(f"/th/comments/{opening.pk}/").content.decode()
    assert "ขอตอบใหม่" in page


def test_earlier_words_are_shown_and_go_with_the_comment(talked: ConsultationPage, cast: Cast) -> None:
    opening = Comment.objects.by(cast.petitioner).get()
    actions.edit_comment(by=cast.petitioner, comment=opening, subject=make.subject(talked), body="ความเห็นใหม่")
    shown = Client().get(f"/en/comments/{opening.pk}/").content.decode()
    assert "ความเห็นแรก" in shown
    actions.withdraw_comment(by=cast.petitioner, comment=opening)
    gone = Client().get(f"/en/comments/{opening.pk}/").content.decode()
    assert "ความเห็นแรก" not in gone
    assert "คำตอบที่ 3" in gone


STRANGE: list[tuple[str, str]] = [
    ("\u200b\u200c\u200d\ufeff\u2060", "invisible characters"),
    ("\u3164\u2800\ufe0f", "invisible characters"),
    ("ดี\x00มาก", "NUL"),
    ("ก" * 4001, "4001"),
]


@pytest.mark.parametrize(("body", "sentence"), STRANGE)
def test_a_clear_sentence_and_the_typed_words_stay(cast: Cast, body: str, sentence: str) -> None:
    address = f"/en/hearings/{make.opened(cast).public_id}/comment/"
    answer = signed_in().post(address, {"part": "", "stance": "agree", "body": body, "form": str(uuid.uuid4())})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert body.replace("\0", "") in page
    assert "\0" not in page
    assert Comment.objects.count() == 0


def test_ten_megabytes_are_refused_in_words(cast: Cast) -> None:
    address = f"/en/hearings/{make.opened(cast).public_id}/comment/"
    answer = signed_in().post(address, {"body": "ก" * 3_500_000})
    assert answer.status_code == 400
    assert "too large" in answer.content.decode()
    assert Comment.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("เห็นด้วยครับ", "th"), ("I agree", "en"), ("သဘောတူပါတယ်", "my"), ("ຂ້ອຍເຫັນດີ", "lo"), ("ខ្ញុំយល់ព្រម", "km"),
        ("我同意", "zh"), ("أنا موافق", "ar"), ("我同意 เห็นด้วย сог ok ខ្ញុំ", "th"), ("👍", ""),
    ],
)  # fmt: skip
def test_five_scripts_are_welcome_and_named(cast: Cast, body: str, language: str) -> None:
    hearing = make.opened(cast)
    values = {"part": "", "stance": "none", "body": body, "form": str(uuid.uuid4())}
    assert signed_in().post(f"/en/hearings/{hearing.public_id}/comment/", values).status_code == 302
    assert Comment.objects.get().language == language
    page = Client().get(f"/en/hearings/{hearing.public_id}/comments/").content.decode()
    assert body in page


def test_the_heat_column_agrees_with_the_rows(cast: Cast) -> None:
    """Where the comments are and how they lean, section by section: nothing but the comments counted again."""
    hearing = make.opened(cast)
    agree, partly, disagree = Stance.AGREE, Stance.PARTLY, Stance.DISAGREE
    said = {
        "sec_1": [disagree, disagree, disagree, agree], "sec_2": [partly, partly, partly, agree],
        "": [agree, disagree, partly],
    }  # fmt: skip
    for part, stances in said.items():
        for stance in stances:
            make.said(hearing, citizen(), part=part, stance=stance)
    seal_all()
    page = pages.hearing_page(hearing)
    leans = {"sec_1": Lean.DISAGREE, "sec_2": Lean.PARTLY, "": Lean.DIVIDED}
    shown = {row.eid: (row.said, row.heat) for row in page.parts} | {"": (page.whole, page.whole_heat)}
    for part, (counted, heat) in shown.items():
        rows = Comment.objects.filter(public_id=hearing.public_id, part=part)
        assert counted.comments == rows.count()
        assert (counted.agree, counted.partly, counted.disagree) == tuple(
            rows.filter(stance=stance).count() for stance in (agree, partly, disagree)
        )
        assert heat.lean == leans.get(part, Lean.FEW)
        widths = {bar.hue: bar.width for bar in heat.bars}
        unit = heat.width / 2 / 4  # the fullest parts have four people with a stance
        assert [widths.get(hue, 0) for hue in (1, 2, 3)] == [
            counted.agree * unit, counted.partly * unit, counted.disagree * unit,
        ]  # fmt: skip


def test_the_heat_column_says_it_in_words(talked: ConsultationPage, cast: Cast) -> None:
    for _ in range(3):
        make.said(talked, citizen(), part="sec_1", stance=Stance.DISAGREE)
    seal_all()
    page = Client().get(f"/en/hearings/{talked.public_id}/").content.decode()
    assert "mostly disagree" in page
    assert "heat__bar" in page
