"""Checking the work: a second officer keys some random lines again, without seeing what the first one keyed.

The seed is the root of the record's newest checkpoint with the petition's name: nobody chose it, everybody can draw
the same lines again (docs/petitions.md). Each line's place is SHA-256(seed + sheet code + "/" + line number); the
smallest are drawn.
"""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.identity import person_key
from accounts.models import User
from accounts.refusals import AlreadyDone, NotEligible, Refused
from petitions.models import Outcome, Petition, Sample, SampleLine, SheetLine
from petitions.paper import roles
from realtime.record import append
from realtime.record.models import Checkpoint

_Z = 1.96  # 95 %


@dataclass(frozen=True)
class Rate:
    """An error rate with its 95 % interval, as parts of one."""

    errors: int
    size: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share found."""
        return self.errors / self.size


def interval(errors: int, size: int) -> Rate:
    """The score interval of a share (E. B. Wilson, JASA 22, 1927): holds for few errors and small samples too.

    Raises ValueError unless 0 <= errors <= size and size > 0.
    """
    if not 0 <= errors <= size or size < 1:
        raise ValueError("No such sample.")
    share, square = errors / size, _Z * _Z
    middle = (share + square / (2 * size)) / (1 + square / size)
    half = _Z / (1 + square / size) * math.sqrt(share * (1 - share) / size + square / (4 * size * size))
    return Rate(
        errors, size, max(0.0, middle - half) if errors else 0.0, min(1.0, middle + half) if errors < size else 1.0
    )


def place(seed: str, code: str, number: int) -> str:
    """Where a line stands in the draw."""
    return hashlib.sha256(f"{seed}{code}/{number}".encode()).hexdigest()


@transaction.atomic
def draw(*, by: User, petition: Petition, size: int) -> Sample:
    """Draw `size` lines keyed by others. The seed and the numbers are an entry before anybody looks.

    Raises NotEligible, Refused when there are too few lines of others.
    """
    roles.require(by, petition, roles.SAMPLING)
    lines = list(_of_others(petition, by).select_related("sheet"))
    if not 1 <= size <= len(lines):
        words = _("There are {lines} lines that others have recorded; choose between 1 and that many.")
        raise Refused(format_lazy(words, lines=len(lines)))
    seed = _seed(petition)
    lines.sort(key=lambda line: place(seed, line.sheet.code, line.number))
    body = {"seed": seed, "size": size, "population": len(lines)}
    receipt = append.append("petition.sample", petition.subject, body)
    sample = Sample.objects.create(petition=petition, by=by, receipt=receipt.id, **body)
    SampleLine.objects.bulk_create([SampleLine(sample=sample, line=line) for line in lines[:size]])
    return sample


@transaction.atomic
def finish(*, by: User, sample: Sample, typed: Mapping[int, str]) -> Sample:
    """Compare the identity numbers typed again (by id of the drawn line; "-" for unreadable) with the first keying.

    Raises NotEligible for anybody but who drew it, AlreadyDone the second time.
    """
    if sample.by_id != by.pk:
        raise NotEligible(_("Only the officer who drew the sample finishes it."))
    if not Sample.objects.filter(pk=sample.pk, finished_at__isnull=True).update(finished_at=timezone.now()):
        raise AlreadyDone(_("This sample is finished."))
    errors = 0
    for one in sample.drawn.select_related("line"):
        agrees = _agrees(one.line, typed.get(one.pk, ""))
        errors += not agrees
        SampleLine.objects.filter(pk=one.pk).update(agrees=agrees)
    body = {"seed": sample.seed, "size": sample.size, "errors": errors}
    append.append("petition.sampled", sample.petition.subject, body)
    Sample.objects.filter(pk=sample.pk).update(errors=errors)
    sample.refresh_from_db()
    return sample


def _agrees(line: SheetLine, typed: str) -> bool:
    if typed.strip() in {"", "-"}:
        return line.outcome == Outcome.UNREADABLE
    try:
        return line.person_key is not None and person_key(typed) == bytes(line.person_key)
    except ValidationError:
        return line.outcome == Outcome.BAD_NUMBER


def _of_others(petition: Petition, by: User) -> QuerySet[SheetLine]:
    return SheetLine.objects.filter(sheet__petition=petition).exclude(sheet__keyed_by=by)


def _seed(petition: Petition) -> str:
    last = Checkpoint.objects.order_by("-size").first()
    root = bytes(last.root) if last else b""
    drawn = Sample.objects.filter(petition=petition).count()
    return hashlib.sha256(root + f"{petition.subject}/{drawn}".encode()).hexdigest()
