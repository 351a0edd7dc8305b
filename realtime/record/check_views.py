"""Check my receipt: no login, no cookie; by its number, or by its file."""

import uuid
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from realtime.record import checkpoint, receipts
from realtime.record.checking.merkle import Broken
from realtime.record.checking.notes import verify_proof
from realtime.record.models import Checkpoint, Entry

LONGEST = 200_000  # bytes of a receipt file: the longest entry in base64, and its proof


@dataclass(frozen=True)
class Verdict:
    """What the check found: each thing looked at with whether it held, and the entry where the file has a good one."""

    steps: tuple[tuple[str | Promise, bool], ...]
    found: receipts.Found | None = None

    @property
    def good(self) -> bool:
        """Whether everything held."""
        return all(held for _words, held in self.steps)


READ = gettext_lazy(
    "The file is a receipt, signed with the key of this record, and its proof leads to what was signed."
)
SAME = gettext_lazy("The record today has the same entry under the same number.")
CONTINUES = gettext_lazy("The record today continues the one that the receipt was made from.")


@csrf_exempt  # nothing is stored and nobody is signed in: a token would only set a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Look for a receipt number (`?number=`), or check an uploaded receipt file."""
    context: dict[str, object] = {"trail": [{"href": reverse("record:overview"), "label": _("The public record")}]}
    status = 200
    if request.method == "POST":
        context["verdict"] = verdict(_text(request.FILES.get("file")))
    elif number := request.GET.get("number", "").strip():
        identity = _identity(number)
        if identity and receipts.find(identity):
            return redirect("record:receipt", identity)
        context |= {"number": number[:80], "unknown": True}
        status = 404
    response = render(request, "record/check.html", context, status=status)
    response["Cache-Control"] = "no-store" if request.method == "POST" else "public, max-age=60"
    return response


def verdict(text: str) -> Verdict:
    """What a receipt file proves, and whether the record of today stands by it."""
    try:
        proof, head = verify_proof(text, checkpoint.public_keys())
    except (Broken, ValueError):
        return Verdict(((READ, False),))
    entry = Entry.objects.filter(index=proof.index).first()
    same = entry is not None and bytes(entry.leaf) == proof.entry
    known = Checkpoint.objects.filter(size=head.size).first()
    continues = known is not None and bytes(known.root) == head.root
    found = receipts.Found.of(entry) if entry is not None and same else None
    return Verdict(((READ, True), (SAME, same), (CONTINUES, continues)), found)


def _text(file: UploadedFile[bytes] | None) -> str:
    if file is None or (file.size or 0) > LONGEST:
        return ""
    return file.read().decode(errors="replace").replace("\r\n", "\n")


def _identity(number: str) -> uuid.UUID | None:
    """The id in a receipt number, or in the address of a receipt page."""
    try:
        return uuid.UUID(number.rstrip("/").rpartition("/")[2])
    except ValueError:
        return None
