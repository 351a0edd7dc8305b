"""Every public field of a hearing's page is in its feeds, and no private one; a new field has to be decided on."""

import csv
import io
import json
import uuid
from typing import Any

import pytest
from django.db import models
from django.test import Client

from consult.hearings import actions
from consult.hearings.models import ConsultationPage, Response
from consult.hearings.states import Decision
from consult.questions import actions as questions
from consult.questions.models import AnswerSet, Question
from consult.threads import actions as threads
from consult.threads.actions import Words
from consult.threads.models import Comment
from tests.factories import hearings as make
from tests.factories.people import Cast
from tests.questions.test_answer import FULL, answers, asking

# Where each field stands in the feed; a field in neither list makes the test fail.
IN_FEED: dict[type[models.Model], dict[str, str]] = {
    ConsultationPage: {
        "title": "title", "title_en": "title_en", "summary": "summary", "summary_en": "summary_en", "agency": "agency",
        "public_id": "id", "kind": "kind", "text": "text", "follows": "follows", "opens_at": "opens_at",
        "closes_at": "closes_at", "demonstration": "demonstration", "eligibility": "rules",
        "fingerprint": "rules_sha256", "finished_at": "finished_at",
        **{
            name: name
            for word in ("method", "problem", "purpose", "main_points", "affected", "necessity", "notices", "influence",
                         "changed_since", "outcome", "next_steps")
            for name in (word, f"{word}_en")
        },
        **{name: name for name in ("short_reason", "cancelled_reason", "topics", "groups")},
        **{name: name for name in ("easy", "easy_en", "large_print_url", "sign_video_url")},
    },
    Comment: {
        "id": "id", "part": "part", "replies_to": "replies_to", "body": "body", "stance": "stance", "group": "group",
        "quote": "quote", "wording": "wording", "wording_base": "wording_base", "province": "province",
        "language": "language", "channel": "channel", "edits": "edits", "supports": "supports", "opposes": "opposes",
        "replies": "replies", "created_at": "created_at",
    },
    Response: {
        "revision": "revision", "decision": "decision", "reason": "reason", "reason_en": "reason_en",
        "changed": "changed", "sections": "changed", "answer": "answer", "created_at": "at",
    },
    Question: {
        name: name
        for name in ("position", "kind", "text", "text_en", "hint", "hint_en", "required", "options", "most",
                     "depends_on", "depends_values")
    },
}  # fmt: skip
KEPT_BACK: dict[type[models.Model], set[str]] = {
    # Machinery of the tree of pages, the frozen copy whose fingerprint is in the feed, what the clock has noted.
    ConsultationPage: {"frozen", "opening_noted", "closing_noted"},
    # Who wrote it, whether their name is shown beside it on the page, keys and commitments, what is hidden.
    Comment: {"kind", "public_id", "citizen", "body_hash", "passage", "name_public", "state", "hidden_reason",
              "editable_until", "divided", "salt", "form"},
    Response: {"id", "by", "comment"},
    Question: {"id", "questionnaire"},
}  # fmt: skip


def names(value: Any) -> set[str]:
    """Every key of a JSON value, wherever it stands."""
    if isinstance(value, dict):
        return set(value).union(*map(names, value.values()))
    return set().union(*map(names, value)) if isinstance(value, list) else set()


def own_fields(model: type[models.Model]) -> set[str]:
    """The fields that this site gave the model, without those of Wagtail's page."""
    found = {field.name for field in model._meta.local_fields}
    pages = {"page_ptr"} if model is ConsultationPage else set()
    return (found | {"title"} - pages if pages else found) - pages


@pytest.mark.parametrize("model", IN_FEED, ids=lambda model: model.__name__)
def test_every_field_is_public_or_kept_back(model: type[models.Model]) -> None:
    assert own_fields(model) == set(IN_FEED[model]) | KEPT_BACK[model]


def document(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return json.loads(answer.content)


def test_it_works(cast: Cast, client: Client) -> None:
    about, _sheet = asking(cast)
    hearing = ConsultationPage.objects.published().get(public_id=about.public_id)
    said = make.said(hearing, cast.petitioner, body="ความเห็นเปิดเผย")
    words = Words("คำตอบกลับ", name_public=False)
    threads.reply(by=cast.stranger, to=said, subject=make.subject(hearing), words=words, form=uuid.uuid4())
    actions.respond(
        by=cast.officer, hearing=hearing, comment=said, decision=Decision.NOTED, reason="รับไว้ประกอบการพิจารณาแล้ว",
        reason_en="We have taken note of this opinion.",
    )  # fmt: skip
    base = f"/api/hearings/{about.public_id}"
    found = [document(client, address) for address in (base, f"{base}/comments", f"{base}/comments/{said.pk}/replies")]
    found.append(document(client, f"/api/questions/hearing/{about.public_id}"))
    keys = names(found)
    for model, places in IN_FEED.items():
        assert set(places.values()) <= keys, model
    assert found[1]["data"][0]["responses"][0]["reason_en"] == "We have taken note of this opinion."


def test_nothing_private_is_in_any_feed(cast: Cast, client: Client) -> None:
    """Neither who wrote or answered, nor their keys: in the API and in every file of open data."""
    about, sheet = asking(cast)
    hearing = ConsultationPage.objects.published().get(public_id=about.public_id)
    said = make.said(hearing, cast.petitioner, body="ความเห็นเปิดเผย")
    actions.add_known(by=cast.officer, hearing=hearing, people=[actions.Person("สมาคมลับ", "secret@example.org")])
    questions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, *FULL))
    given = AnswerSet.objects.get()
    base = f"/api/hearings/{about.public_id}"
    addresses = [base, f"{base}/comments", f"/api/questions/hearing/{about.public_id}"]
    files = ("comments", "responses", "contributions", "provisions", "questions", "question-texts")
    addresses += [f"/open/hearing-{name}/{about.public_id}.csv" for name in files]
    text = ""
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        text += b"".join(answer).decode() if answer.streaming else answer.content.decode()
    person = cast.petitioner
    private = (
        str(person.pk), person.full_name, person.given_name, str(said.salt.hex()), str(said.form), str(given.pk),
        "secret@example.org", "สมาคมลับ", str(cast.officer.email),
    )  # fmt: skip
    assert [value for value in private if value in text] == []
    assert next(csv.reader(io.StringIO(text[text.index("id,part") :])))
