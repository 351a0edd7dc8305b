"""The pages of paper: who gets in, what they say, the printed form."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from petitions.models import Sheet, SheetLine
from petitions.paper import printing
from tests.factories import people
from tests.factories import petitions as make
from tests.factories.people import Cast
from tests.petitions.paper.sheets import line, number, person, record, sheet


def as_user(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def typed(place: int, serial: int, **changes: str) -> dict[str, str]:
    values = {"identity": number(serial), "given_name": "มานะ", "family_name": "รักไทย", "birth": "17/5/2533"} | changes
    return {f"{name}-{place}": value for name, value in values.items()}


def test_it_works(cast: Cast) -> None:
    made = sheet(cast, make.collecting(cast))
    person(1)
    client, url = as_user(cast.counter), reverse("petitions:paper-key", args=[made.code])
    opened = client.post(reverse("petitions:paper"), {"sheet": f"{made.code[:4].lower()} {made.code[4:]}"})
    assert opened.headers["Location"] == url
    seen = client.post(url, typed(1, 1) | {"check": "1"})
    assert seen.status_code == 200 and not SheetLine.objects.exists()
    assert client.post(url, typed(1, 1) | {"record": "1"}).status_code == 302
    assert SheetLine.objects.get().outcome == "counted"
    again = client.post(url, typed(1, 1) | {"record": "1"})
    assert again.status_code == 200 and SheetLine.objects.count() == 1


def test_a_typing_mistake_is_shown_beside_its_field_until_the_officer_says_so(cast: Cast) -> None:
    made = sheet(cast, make.collecting(cast))
    client, url = as_user(cast.counter), reverse("petitions:paper-key", args=[made.code])
    wrong = typed(1, 1, identity="1234567890123") | {"record": "1"}
    seen = client.post(url, wrong)
    assert seen.status_code == 422 and b'id="identity-1-error"' in seen.content
    client.post(url, wrong | {"as_written": "1"})
    assert SheetLine.objects.get().outcome == "number"


def test_a_wrong_code_gets_a_clear_sentence(cast: Cast) -> None:
    for code in ("ABCDEFG", "short", "ABCDEF2"):
        assert as_user(cast.counter).post(reverse("petitions:paper"), {"sheet": code}).status_code == 422


PLACES = ["petitions:paper-sheets", "petitions:paper-import", "petitions:paper-print"]
ROLES = {
    "petitions:paper-sheets": {Role.COUNTER, Role.AUTHOR, Role.HEAD, Role.AUDITOR},
    "petitions:paper-import": {Role.COUNTER},
    "petitions:paper-print": {Role.COUNTER, Role.AUTHOR, Role.HEAD},
}


@pytest.mark.parametrize("place", PLACES)
def test_each_page_opens_for_its_roles_only(cast: Cast, place: str) -> None:
    url = reverse(place, args=[make.collecting(cast).public_id])
    for role in Role:
        officer = people.officer(role, f"{role}-5@example.org", cast.agency)
        assert as_user(officer).get(url).status_code == (200 if role in ROLES[place] else 403)
    assert as_user(cast.stranger.user).get(url).status_code == 403
    assert Client().get(url).status_code == 302


def test_the_printed_form_has_the_words_of_the_act_in_its_text_layer(cast: Cast) -> None:
    import pypdfium2

    petition = make.collecting(cast)
    made = [sheet(cast, petition) for _two in range(2)]
    document = pypdfium2.PdfDocument(printing.pdf(petition, made))
    assert len(document) == 2
    text = document[1].get_textpage().get_text_bounded()
    assert f"{made[1].code[:4]}-{made[1].code[4:]}" in text
    assert petition.title in text.replace("\r\n", "").replace("\n", "")


def test_a_person_reads_why_their_line_was_refused(cast: Cast) -> None:
    petition = make.collecting(cast)
    som = person(5, email="som@example.org", code="100101")
    made = sheet(cast, petition)
    record(cast, made, line(1, 5))
    page = as_user(som.user).get(reverse("petitions:paper-mine")).content.decode()
    assert made.code in page
    assert made.code not in as_user(cast.petitioner.user).get(reverse("petitions:paper-mine")).content.decode()


def test_the_page_for_anybody_sets_no_cookie_and_tells_nothing_personal(cast: Cast) -> None:
    petition = make.collecting(cast)
    make.sign(petition, person(1))
    made = sheet(cast, petition)
    record(cast, made, line(1, 1), line(2, 2), line(3, 3, identity="1"))
    url = reverse("petitions:paper-line")
    answers = [Client().get(url, {"sheet": made.code, "line": place}) for place in (1, 2, 3)]
    assert not any(answer.cookies for answer in answers)
    said = [answer.context["answer"] for answer in answers]
    assert said[0] == said[1] != said[2]


def test_forms_come_as_pdf_or_as_a_page(cast: Cast) -> None:
    petition = make.collecting(cast)
    client, url = as_user(cast.petitioner.user), reverse("petitions:paper-print", args=[petition.public_id])
    assert client.post(url, {"number": 2}).content.startswith(b"%PDF-")
    page = client.post(url, {"number": 1, "page": "1"}).content.decode()
    assert "<svg" in page and "style=" not in page
    assert Sheet.objects.count() == 3
    assert client.post(url, {"number": 0}).status_code == 422
