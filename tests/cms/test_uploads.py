"""What editors and people send: known by its content, bare of everything but the picture, served as a download."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from cms.uploads import is_what_it_says
from config.middleware import FilesHost

HERE = (37.5, 100.5)


def picture(kind: str = "JPEG") -> bytes:
    """A picture that tells where it was taken."""
    kept, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "secret place"
    exif.get_ifd(0x8825)[2] = HERE
    Image.new("RGB", (40, 20), "red").save(kept, kind, exif=exif)
    return kept.getvalue()


def archive(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "right"),
    [
        ("a.pdf", b"%PDF-1.7\n", True),
        ("a.pdf", b"<html><script>alert(1)</script>", False),
        ("a.docx", archive("word/document.xml"), True),
        ("a.docx", archive("evil.exe"), False),
        ("a.docx", b"PK\x03\x04 and nothing else", False),
        ("a.xlsx", archive("xl/workbook.xml"), True),
        ("a.csv", "ลำดับ,ชื่อ\n1,ก\n".encode("cp874"), True),
        ("a.csv", b"\x00\x01binary", False),
        ("a.txt", b"<svg onload=alert(1)>", False),
        ("a.svg", b"<svg/>", False),
        ("a.html", b"<p>", False),
        ("a", b"%PDF-1.7\n", False),
    ],
)
def test_a_document_is_what_its_content_says(name: str, content: bytes, *, right: bool) -> None:
    assert is_what_it_says(ContentFile(content, name=name)) is right


@pytest.fixture
def shelf(db: None) -> None:
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")


@pytest.mark.parametrize(("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")])
def test_an_editors_picture_keeps_nothing_but_the_picture(
    shelf: None, name: str, kind: str, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    sent = picture(kind)
    assert b"secret place" in sent or kind == "PNG"
    kept = get_image_model().objects.create(title="ภาพ", file=ContentFile(sent, name=name))
    with Image.open(kept.file.path) as image:
        assert (image.format, image.size) == (kind, (40, 20))
        assert not image.getexif()
    assert b"secret" not in Path(kept.file.path).read_bytes()


def test_svg_is_no_picture_and_html_no_document(shelf: None) -> None:
    form = get_image_form(get_image_model())
    assert "svg" not in form.base_fields["file"].allowed_image_extensions
    files = {"file": ContentFile(b"<html>", name="a.pdf")}
    document = get_document_form(get_document_model())({"title": "x"}, files)
    assert "file" in document.errors


@pytest.mark.django_db
def test_what_was_sent_is_a_download_in_a_sandbox(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.jpg").write_bytes(picture())
    (tmp_path / "images" / "a.svg").write_text("<svg/>")
    shown, program = client.get("/media/images/a.jpg"), client.get("/media/images/a.svg")
    assert (shown["Content-Type"], program["Content-Type"]) == ("image/jpeg", "application/octet-stream")
    for answer in (shown, program):
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer["X-Content-Type-Options"] == "nosniff"
    (tmp_path / "works").mkdir()
    (tmp_path / "works" / "b.jpg").write_bytes(picture())
    for path in ("images/", "works/b.jpg", "images/../works/b.jpg", "images/none.jpg"):
        assert client.get(f"/media/{path}").status_code in {400, 404}
    assert client.get("/media/../settings.py").status_code in {400, 404}


@pytest.mark.parametrize(
    ("host", "path", "served"),
    [
        ("files.example.go.th", "/media/a.jpg", True),
        ("files.example.go.th", "/th/", False),
        ("files.example.go.th", "/admin/", False),
        ("siang.example.go.th", "/th/", True),
        ("siang.example.go.th", "/media/a.jpg", False),
        ("files.example.go.th", "/th/rounds/r-1/proposals/ab12/photo.jpg", True),
        ("siang.example.go.th", "/en/rounds/r-1/proposals/ab12/photo.jpg", False),
        ("files.example.go.th", "/th/rounds/r-1/works/P1/photos/0b9c2f9e-8a5b-4f3e-9f5c-0a0a0a0a0a0a.jpg", True),
        ("files.example.go.th", "/th/rounds/r-1/proposals/ab12/", False),
    ],
)
def test_files_have_a_host_of_their_own(rf: Any, settings: Any, host: str, path: str, *, served: bool) -> None:
    settings.FILES_URL, settings.ALLOWED_HOSTS = "https://files.example.go.th", ["*"]
    answer = FilesHost(lambda _request: HttpResponse("passed on"))(rf.get(path, headers={"host": host}))
    assert answer.status_code == (200 if served else 404)
