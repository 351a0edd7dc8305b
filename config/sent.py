"""Pictures and documents of editors, as downloads in a sandbox. In front of it stands nginx.

Photographs that people send (cms.photos) and papers of processes have pages of their own, which know who may see them.
"""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

from cms.photos import SANDBOX

TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
PUBLIC = ("images", "documents")
UNKNOWN = "application/octet-stream"


@require_safe
def serve(_request: HttpRequest, path: str) -> HttpResponseBase:
    """One file, as an attachment: browsers keep it, or show it inside a page that asks for a picture."""
    found = Path(safe_join(settings.MEDIA_ROOT, path))
    shown = any(found.is_relative_to(Path(settings.MEDIA_ROOT) / folder) for folder in PUBLIC)
    if not shown or not found.is_file():
        return HttpResponseNotFound("There is no such file.", content_type="text/plain; charset=utf-8")
    answer = FileResponse(
        found.open("rb"), as_attachment=True, filename=found.name, content_type=TYPES.get(found.suffix.lower(), UNKNOWN)
    )
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer["Cache-Control"] = "public, max-age=86400"
    return answer
