"""Hearings with as many comments as one likes, made in one statement each."""

from django.db import connection

from consult.hearings.models import ConsultationPage
from consult.texts import store
from consult.texts.models import Law, TextVersion
from consult.texts.reading import read_act
from tests.factories import hearings as make
from tests.factories.people import Cast

SECTIONS = 10
PROVINCES = [str(code) for code in range(10, 20)]
GROUPS = ["", "citizen", "business", "officer", "academic"]

_COMMENTS = """
INSERT INTO threads_comment (id, kind, public_id, part, citizen_id, body, body_hash, stance, "group", passage, wording,
  wording_base, name_public, province, language, channel, state, hidden_reason, edits, supports, opposes, replies,
  salt, form, created_at)
SELECT gen_random_uuid(), 'hearing', %(hearing)s, 'sec_' || (1 + n %% %(sections)s),
  (people.ids)[1 + n %% people.count],
  repeat('ความเห็นของประชาชนต่อมาตรานี้ ', 6) || n, sha256((%(hearing)s || n)::bytea),
  (ARRAY['agree', 'partly', 'disagree', 'none'])[1 + (random() * 3.99)::int %% 4],
  (%(groups)s)[1 + (random() * 4.99)::int %% 5], '', '', '', false,
  (%(provinces)s)[1 + (random() * 9.99)::int %% 10], 'th', 'online', 'visible', '', 0,
  (random() ^ 4 * 300)::int, (random() ^ 6 * 200)::int, 0, sha256(n::text::bytea), gen_random_uuid(),
  now() - n * interval '1 second'
FROM generate_series(1, %(count)s) n,
  (SELECT array_agg(id) AS ids, count(*) AS count FROM accounts_citizen) people
"""
_REPLIES = """
INSERT INTO threads_comment (id, kind, public_id, part, replies_to_id, citizen_id, body, body_hash, stance, "group",
  passage, wording, wording_base, name_public, province, language, channel, state, hidden_reason, edits, supports,
  opposes, replies, salt, form, created_at)
SELECT gen_random_uuid(), kind, public_id, part, id, citizen_id, 'ตอบ', sha256(id::text::bytea), 'none', '', '', '', '',
  false, province, 'th', 'online', 'visible', '', 0, 0, 0, 0, salt, gen_random_uuid(), created_at + interval '1 hour'
FROM threads_comment WHERE public_id = %(hearing)s AND form::text < '4'
"""


def hearing(cast: Cast, count: int) -> ConsultationPage:
    """An open hearing on ten sections with `count` comments, a quarter of them with a reply."""
    found = make.opened(cast, text=text(count))
    values: dict[str, str | int | list[str]] = {
        "hearing": found.public_id, "sections": SECTIONS, "groups": GROUPS, "provinces": PROVINCES, "count": count,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_COMMENTS, values)
        cursor.execute(_REPLIES, values)
        cursor.execute("VACUUM ANALYZE threads_comment")
    return found


def text(serial: int) -> TextVersion:
    """An Act of ten sections."""
    law = Law.objects.create(
        slug=f"bench-{serial}", title="พระราชบัญญัติทดสอบ", title_en="Test Act", year_be=2569, status=Law.Status.DRAFT
    )
    act = [
        {"title": f"มาตรา {n}", "content": f"มาตรา {n}  ให้หน่วยงานของรัฐจัดให้มีการรับฟังความคิดเห็นข้อที่ {n}\nวรรคสอง"}
        for n in range(1, SECTIONS + 1)
    ]
    return store.store(law=law, label="ร่าง", nodes=read_act(act))
