"""Taking a budget file in: sent, columns chosen, kept as a budget or as an amendment of one."""

import dataclasses

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from accounts.refusals import Closed, Refused
from budgets.ledger import incoming, reading, rules
from budgets.ledger.actions.changing import amend, write_first
from budgets.ledger.columns import Columns
from budgets.ledger.documents import Document
from budgets.ledger.models import Budget, Revision, Upload


class DoesNotAddUp(Refused):
    """Totals and parts of an imported budget disagree; each reason names one place."""

    status = 422
    code = "does-not-add-up"
    title = _("The totals of this budget do not add up")


class NotLooked(Refused):
    """Doubtful lines that nobody has looked at; each reason names one line of the file."""

    status = 422
    code = "not-looked"
    title = _("Somebody has to look at the doubtful lines first")


@transaction.atomic
def import_budget(
    *, by: User, agency: Agency, fiscal_year: int, content: bytes | str, source: str, source_url: str = ""
) -> Budget:
    """Take a provincial file in at once: `fiscal_year` is B.E. Again before publication replaces its lines.

    Raises NotEligible without a role, Unreadable for a file of another kind, DoesNotAddUp with every place
    where a total is not the sum of its parts to the satang, Closed when it is published already.
    """
    rules.require_import(by, agency, _("Only an author or the head of the agency can import its budget."))
    found = reading.read(content)
    if found.mismatches:
        raise DoesNotAddUp(*(mismatch.sentence for mismatch in found.mismatches))
    budget = _budget(agency, fiscal_year, source, source_url)
    if budget.published_at:
        raise Closed(_("This budget is published; a change to it is an additional ordinance or a transfer."))
    write_first(by=by, budget=budget, found=found, document=Document(source, source_url))
    return budget


def upload(
    *, by: User, agency: Agency, fiscal_year: int, name: str, content: bytes, source: str, source_url: str = ""
) -> Upload:
    """Keep a file to look at; nothing of it is public. Raises NotEligible, Unreadable."""
    rules.require_import(by, agency, _("Only an author or the head of the agency can import its budget."))
    form, columns = incoming.recognise(content)
    return Upload.objects.create(
        agency=agency, by=by, fiscal_year=fiscal_year, name=name[:200], form=form, content=content,
        mapping=columns.stored() if columns else {}, source=source, source_url=source_url,
    )  # fmt: skip


def map_columns(*, by: User, draft: Upload, columns: Columns) -> Upload:
    """Say which column is what. Raises NotEligible, Closed for a file kept already."""
    rules.require_import(by, draft.agency, _("Only an author or the head of the agency can import its budget."))
    if not Upload.objects.filter(pk=draft.pk, revision=None).update(mapping=columns.stored()):
        raise Closed(_("This file has been kept already."), next_url=draft.get_absolute_url())
    draft.mapping = columns.stored()
    return draft


@transaction.atomic
def keep(
    *, by: User, draft: Upload, document: Document, kind: Revision.Kind = Revision.Kind.CORRECTION,
    looked: bool = False,
) -> Revision:  # fmt: skip
    """Make the file the budget of its year, or, when that is published, an amendment of it (`kind`).

    `looked`: whether `by` has looked at every doubtful line; who and when is kept with the file.

    Raises NotEligible (a published budget is changed by its head only), DoesNotAddUp with every place and
    every line that must be put right, NotLooked with every doubtful line, Closed for a
    file kept already or that changes nothing.
    """
    rules.require_import(by, draft.agency, _("Only an author or the head of the agency can import its budget."))
    draft = Upload.objects.select_for_update().get(pk=draft.pk)
    if draft.revision_id:
        raise Closed(_("This file has been kept already."), next_url=draft.get_absolute_url())
    found = incoming.read(draft)
    if not found.sound:
        raise DoesNotAddUp(*_problems(found))
    if found.doubts and not looked:
        raise NotLooked(*(f"{_('Line')} {doubt.number}: {doubt.what}" for doubt in found.doubts[:100]))
    budget = _budget(draft.agency, draft.fiscal_year, draft.source, draft.source_url)
    document = dataclasses.replace(document, title=document.title or draft.source, url=document.url or draft.source_url)
    if budget.published_at:
        revision = amend(by=by, budget=budget, found=found, document=document, kind=kind)
    else:
        budget.shape = Columns.of(draft.mapping).shape if draft.mapping else Budget.Shape.LOCAL
        revision = write_first(by=by, budget=budget, found=found, document=document)
    draft.budget, draft.revision, draft.doubts = budget, revision, len(found.doubts)
    if found.doubts:
        draft.looked_at, draft.looked_by = timezone.now(), by
    draft.save(update_fields=["budget", "revision", "doubts", "looked_at", "looked_by"])
    return revision


def drop(*, by: User, draft: Upload) -> None:
    """Throw a file away that was not kept. Raises NotEligible, Closed."""
    rules.require_import(by, draft.agency, _("Only an author or the head of the agency can import its budget."))
    deleted, _rows = Upload.objects.filter(pk=draft.pk, revision=None).delete()
    if not deleted:
        raise Closed(_("This file has been kept already."), next_url=draft.get_absolute_url())


def _budget(agency: Agency, fiscal_year: int, source: str, source_url: str) -> Budget:
    """The budget of the year, locked until the transaction ends."""
    values = {"public_id": f"{agency.slug}-{fiscal_year}", "source": source, "source_url": source_url}
    Budget.objects.get_or_create(
        agency=agency, fiscal_year=fiscal_year, kind=Budget.Kind.ORDINANCE, defaults=values
    )  # fmt: skip
    wanted = {"agency": agency, "fiscal_year": fiscal_year, "kind": Budget.Kind.ORDINANCE}
    return Budget.objects.select_for_update().get(**wanted)


def _problems(found: reading.Read) -> list[str]:
    """Every reason why a file cannot be kept, the first hundred."""
    listed = [str(mismatch.sentence) for mismatch in found.mismatches]
    listed += [f"{_('Line')} {fault.number}: {fault.what}" for fault in found.faults]
    return listed[:100] or [str(_("This budget has no lines."))]
