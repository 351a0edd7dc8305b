"""What is no text, or too much of one: each ends in the sentence that says so; what was good is kept."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.utils import translation

from accounts.models import Agency
from consult.importing.forms import StartForm
from consult.importing.models import Import
from consult.texts import sources
from consult.texts.models import TextVersion
from consult.threads.models import Comment
from tests.consult.importing.files import docx, with_part
from tests.consult.importing.test_sources import bomb, empty_pdf
from tests.consult.test_respond import signed_in
from tests.factories import hearings as make
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db

UNREADABLE = {
    "zip bomb": (bomb, "The file unfolds to more than 100 MB. Save it without pictures, or paste the text."),
    "macros": (
        lambda: with_part(docx(), "word/vbaProject.bin", b"macro"),
        "The file carries macros (small programs). Save it as an ordinary .docx and send that.",
    ),
    "image-only PDF": (
        empty_pdf,
        "The PDF holds pictures of pages and no text. Send the .docx it was made from, or paste the text.",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_it_works(cast: Cast, name: str) -> None:
    content, sentence = UNREADABLE[name]
    client = signed_in("officer@example.org")
    sent = {"agency": cast.agency.pk, "file": SimpleUploadedFile("ร่าง.docx", content()), "words": ""}
    answer = client.post("/en/laws/import/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    draft = Import.objects.get()
    assert (draft.name, draft.words, draft.problem_en) == ("ร่าง.docx", "", sentence)
    assert draft.problem != sentence
    assert draft.problem in client.get(f"/th/laws/import/{draft.pk}/").content.decode()
    assert client.get(f"/th/laws/import/{draft.pk}/keep/").status_code == 302
    client.post(f"/th/laws/import/{draft.pk}/text/", {"words": "มาตรา ๑ ก"})
    draft = Import.objects.get()
    assert (draft.problem, draft.words) == ("", "มาตรา ๑ ก")


def test_two_hundred_megabytes_are_refused_without_being_read(cast: Cast) -> None:
    huge = InMemoryUploadedFile(io.BytesIO(b"PK"), "file", "a.docx", None, 200 * sources.MEGABYTE, None)
    with translation.override("en"):
        form = StartForm({"agency": cast.agency.pk}, {"file": huge}, agencies=Agency.objects.all())
        assert form.errors["file"] == ["The file is larger than 20 MB. Save it without pictures, or paste the text."]
    assert huge.tell() == 0


@pytest.mark.parametrize(
    ("words", "sentence"), [("บันทึกหลักการและเหตุผล", "ไม่พบมาตรา"), ("มาตรา ๕ ก\nมาตรา ๕ ข", "มาตรา ๕")]
)
def test_a_text_that_is_no_law_yet_stays_a_draft_that_says_why(cast: Cast, words: str, sentence: str) -> None:
    client = signed_in("officer@example.org")
    client.post("/th/laws/import/", {"agency": cast.agency.pk, "words": words})
    draft = Import.objects.get()
    page = client.get(draft.get_absolute_url()).content.decode()
    assert sentence in page.partition('id="problems"')[2].partition("</section>")[0]
    client.post(f"{draft.get_absolute_url()}keep/", {"label": "๑", "title": "ก", "year_be": 2569, "status": "draft"})
    assert not TextVersion.objects.exists()
    assert draft.words == words


def test_ten_megabytes_of_comment_are_refused_before_they_are_read(cast: Cast) -> None:
    answer = commented(cast, "a" * 10 * sources.MEGABYTE)
    assert answer[0] == 400
    assert "Something in it was damaged or too large. Nothing was saved." in answer[1]


def test_a_comment_of_which_nothing_can_be_seen_is_sent_back(cast: Cast) -> None:
    answer = commented(cast, "\u200b\u200c\u200d\ufeff" * 9)
    assert answer[0] == 422
    assert "Your text has only invisible characters. Please type it again." in answer[1]


def test_a_comment_in_five_scripts_is_kept_as_it_was_typed(cast: Cast) -> None:
    words = "เห็นด้วย agree 同意 أوافق согласен"
    assert commented(cast, words)[0] == 302
    assert Comment.objects.get().body == words


def commented(cast: Cast, body: str) -> tuple[int, str]:
    """What the site answers to somebody who sends this as a comment."""
    hearing = make.opened(cast)
    form = {"body": body, "stance": "agree", "part": "sec_1", "form": str(uuid.uuid4())}
    answer = signed_in("mali@example.org").post(f"/en/hearings/{hearing.public_id}/comment/", form)
    return answer.status_code, answer.content.decode()
