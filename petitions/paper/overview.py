"""What the pages about paper show: totals by sheet, samples with their error rate, the fate of one line."""

from typing import Any

from django.db.models import Count, Q

from accounts.models import AccessLog, Role, User
from accounts.refusals import Sentence
from petitions import states
from petitions.models import Outcome, Petition, Sample, Sheet
from petitions.paper import roles, sampling, sentences, striking
from petitions.paper.forms import ScanForm, StrikeForm

SHOWN = 200  # sheets on a page


def collecting_for(user: User) -> list[Petition]:
    """Petitions whose sheets this officer may key."""
    mine = user.memberships.filter(role=Role.COUNTER).values("agency")
    return list(
        Petition.objects.filter(addressee__in=mine, state__in=states.SIGNABLE).with_tally().order_by("-id")[:50]
    )


def of_petition(petition: Petition) -> dict[str, Any]:
    """Totals by sheet and by outcome, and the samples."""
    keyed = petition.sheets.filter(keyed_at__isnull=False)
    totals = keyed.annotate(
        typed=Count("keyed_lines"), counted=Count("keyed_lines", filter=Q(keyed_lines__outcome=Outcome.COUNTED))
    )
    outcomes = keyed.values_list("keyed_lines__outcome").annotate(n=Count("keyed_lines")).order_by("-n")
    return {
        "petition": petition,
        "printed": petition.sheets.count(),
        "sheets": totals.select_related("keyed_by").order_by("-keyed_at")[:SHOWN],
        "outcomes": [(Outcome(code).label, n) for code, n in outcomes if code],
        "samples": [(one, rate_of(one)) for one in petition.samples.select_related("by")],
    }


def of_sheet(sheet: Sheet, user: User) -> dict[str, Any]:
    """One recorded sheet: its lines with their reasons, its scan, whether it is to be struck out."""
    lines = list(sheet.keyed_lines.all())
    asked = sheet.strikes.filter(confirmed_at__isnull=True).select_related("asked_by").first()
    return {
        "sheet": sheet,
        "petition": sheet.petition,
        "lines": [(one, sentences.REASONS[one.outcome], sentences.remarks(one.remarks)) for one in lines],
        "counted": sum(one.outcome == Outcome.COUNTED for one in lines),
        "scan_form": ScanForm(),
        "strike_form": StrikeForm(),
        "asked": asked,
        "may_attach": roles.may(user, sheet.petition, roles.KEYING) and not sheet.scan_name,
        "may_ask": not asked
        and roles.may(user, sheet.petition, roles.SAMPLING)
        and sheet.petition.state in states.SIGNABLE
        and bool(striking.counted(sheet)),
        "may_confirm": asked and asked.asked_by_id != user.pk and roles.may(user, sheet.petition, roles.STRIKING),
    }


def of_sample(sample: Sample) -> dict[str, Any]:
    """The drawn lines, and when they have been keyed again, the rate."""
    drawn = sample.drawn.select_related("line__sheet")
    return {"petition": sample.petition, "sample": sample, "drawn": drawn, "rate": rate_of(sample)}


def rate_of(sample: Sample) -> sampling.Rate | None:
    """The error rate of a finished sample."""
    return sampling.interval(sample.errors, sample.size) if sample.errors is not None else None


def told(sheet: Sheet | None, number: int) -> Sentence:
    """What somebody who holds a sheet is told of a line."""
    if sheet is None:
        return sentences.NO_SUCH_SHEET
    if sheet.keyed_at is None:
        return sentences.NOT_YET
    found = sheet.keyed_lines.filter(number=number).first()
    return sentences.for_holder(found.outcome) if found else sentences.EMPTY_LINE


def log_look(user: User, sheet: Sheet) -> None:
    """Tell the people counted from this sheet that an officer looked at its scan."""
    people = sheet.keyed_lines.filter(signature__isnull=False).values_list("signature__citizen", flat=True)
    AccessLog.objects.bulk_create(
        [
            AccessLog(citizen_id=one, officer=user, agency=sheet.petition.addressee, why=AccessLog.Why.CHECKED)
            for one in people
            if one
        ]
    )
