"""The hint before posting: others have said something close."""

import re
import uuid
from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.hearings.models import ConsultationPage
from consult.sense import hints
from consult.sense.models import HintKey
from consult.threads import actions as comments
from consult.threads.actions import Words
from consult.threads.models import Comment, Reaction
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.people import PASSWORD, Cast

SAID = "โรงงานน้ำตาลต้องเลิกรับซื้ออ้อยไฟไหม้ เพราะฤดูหีบอ้อยเขม่าดำตกเต็มบ้าน"
CLOSE = "ขอให้โรงงานน้ำตาลเลิกรับซื้ออ้อยไฟไหม้เสียที เขม่าดำตกเต็มบ้านทุกฤดูหีบอ้อยค่ะ"
OTHER = "ค่าโดยสารรถไฟฟ้าแพง คนจึงยังขับรถส่วนตัวไปทำงาน"


def discussed(cast: Cast, count: int = 3) -> ConsultationPage:
    hearing = make.opened(cast)
    for number in range(count):
        make.said(hearing, people.citizen(), body=f"{SAID}{' ครับ' * number}")
    make.said(hearing, people.citizen(), body=OTHER)
    seal_all()
    return hearing


def form(body: str, **more: str) -> dict[str, str]:
    return {"body": body, "stance": "agree", "part": "sec_1", "form": str(uuid.uuid4()), **more}


def mali() -> Client:
    client = Client()
    assert client.login(username="mali@example.org", password=PASSWORD)
    return client


def test_it_works(cast: Cast) -> None:
    hearing = discussed(cast)
    client, address = mali(), f"/th/hearings/{hearing.public_id}/comment/"
    first = client.post(address, form(CLOSE))
    page = first.content.decode()
    assert first.status_code == 200
    assert "3 คน" in re.sub(r"<[^>]+>", "", page)
    assert page.count("/support/") == 1  # the three said it in the same words
    assert Comment.objects.by(cast.petitioner).count() == 0
    kept = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', page))
    assert kept["anyway"] == "1"
    second = client.post(address, kept)
    assert second.status_code == 302
    assert Comment.objects.by(cast.petitioner).get().body == CLOSE


def test_nobody_is_asked_when_nothing_is_close(cast: Cast) -> None:
    hearing = discussed(cast)
    address = f"/th/hearings/{hearing.public_id}/comment/"
    assert mali().post(address, form("ขอให้ปลูกต้นไม้ริมถนนทุกสายเพื่อกรองฝุ่นในเมือง")).status_code == 302
    assert mali().post(address, form("เห็นด้วย")).status_code == 302


def test_supporting_instead_takes_one_more_click(cast: Cast) -> None:
    hearing = discussed(cast)
    client = mali()
    page = client.post(f"/th/hearings/{hearing.public_id}/comment/", form(CLOSE)).content.decode()
    link = re.search(r'href="(/th/comments/[^"]+/support/)"', page)
    assert link
    assert client.get(link[1]).status_code == 200
    assert client.post(link[1]).status_code == 302
    assert Reaction.objects.filter(citizen=cast.petitioner).count() == 1


def test_own_hidden_and_foreign_comments_are_not_offered(cast: Cast) -> None:
    hearing, elsewhere = discussed(cast, 1), discussed(cast, 1)
    look = partial(hints.close_to, CLOSE, kind="hearing", public_id=hearing.public_id)
    found = look()
    assert found
    assert [one.public_id for one in found.comments] == [hearing.public_id]
    author = found.comments[0].citizen
    assert look(by=author) is None
    comments.withdraw_comment(by=author, comment=found.comments[0])
    assert look() is None
    assert hints.close_to(CLOSE, kind="hearing", public_id=elsewhere.public_id)


def test_a_look_costs_the_same_among_many(cast: Cast) -> None:
    """Three statements, however many comments have the same keys."""
    hearing = discussed(cast, 2)
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert hints.close_to(CLOSE, kind="hearing", public_id=hearing.public_id)
        costs.append(len(queries))
        for number in range(40):
            make.said(hearing, people.citizen(), body=f"{SAID} {number}")
        seal_all()
    assert costs[0] == costs[1] <= 3
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        key = HintKey.objects.values_list("key", flat=True)[0]
        cursor.execute("EXPLAIN " + hints._LOOK, [[key], hints.READ, hints.CANDIDATES])
        assert "hint_by_key" in "\n".join(row[0] for row in cursor.fetchall())


def test_indexing_twice_changes_nothing(cast: Cast) -> None:
    discussed(cast)
    before = HintKey.objects.count()
    assert before == 4 * hints.BANDS
    assert hints.index(Comment.objects.values_list("pk", flat=True)) == 0
    assert HintKey.objects.count() == before


def test_a_reply_that_says_what_another_reply_says_is_asked_first(cast: Cast) -> None:
    hearing = make.opened(cast)
    opening = make.said(hearing, cast.co_signer, body=OTHER)
    about = make.subject(hearing)
    comments.reply(by=cast.stranger, to=opening, subject=about, words=Words(SAID), form=uuid.uuid4())
    client, address = mali(), f"/th/comments/{opening.pk}/reply/"
    sent = {"body": CLOSE, "form": str(uuid.uuid4())}
    asked = client.post(address, sent)
    assert asked.status_code == 200
    assert SAID in asked.content.decode()
    assert client.post(address, {**sent, "anyway": "1"}).status_code == 302
    assert client.post(address, {"body": "ขอแผนที่เส้นทางด้วย จะได้ดูระยะ", "form": str(uuid.uuid4())}).status_code == 302


def test_a_wording_that_changes_the_same_words_is_asked_first(cast: Cast) -> None:
    hearing = make.opened(cast)
    client, address = mali(), f"/th/hearings/{hearing.public_id}/comment/?part=sec_1&wording=1"
    text = re.search(r'name="wording"[^>]*>([^<]*)<', client.get(address).content.decode())
    base = re.search(r'name="base" value="([0-9a-f]{64})"', client.get(address).content.decode())
    assert text
    assert base
    stands = text[1].strip().replace("&quot;", '"')
    theirs = Words("เพิ่มวันใช้บังคับ", part="sec_1", wording=f"{stands} ให้ใช้บังคับเมื่อพ้นหกเดือน", base=base[1])
    comments.post_comment(by=cast.stranger, subject=make.subject(hearing), words=theirs, form=uuid.uuid4())
    sent = form("ควรมีเวลาเตรียมตัว", wording=f"{stands} และให้ใช้บังคับเมื่อพ้นหกเดือน", base=base[1])
    asked = client.post(address, sent)
    assert asked.status_code == 200
    assert theirs.body in asked.content.decode()
    other = form("ชื่อยาวไป", wording=f"{stands} ว่าด้วยเรื่องทดสอบการจราจรทางน้ำ", base=base[1])
    assert client.post(address, other).status_code == 302
    assert client.post(address, {**sent, "anyway": "1"}).status_code == 302
