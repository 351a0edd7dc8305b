"""Budgets taken in before: their first amounts, codes, words to be found by, and the sums of their places."""

from collections import defaultdict
from decimal import Decimal

from django.db import migrations


def fill(apps, _schema):
    """What write_first does for new budgets."""
    from budgets.ledger.codes import codes
    from budgets.ledger.finding import words_of
    from budgets.ledger.reading import Line

    budget_of, line_of = apps.get_model("ledger", "Budget"), apps.get_model("ledger", "BudgetLine")
    place_of, type_of = apps.get_model("ledger", "Place"), apps.get_model("ledger", "PlaceType")
    for budget in budget_of.objects.all():
        sums, types = {}, defaultdict(Decimal)
        rows = list(line_of.objects.filter(budget=budget))
        for row in rows:
            names = (row.area, row.plan, row.task, row.type)
            above = codes(names)
            row.original, row.place = row.amount, above[-1]
            row.words = words_of(Line(*names, amount=row.amount, name=row.name))
            for depth, code in enumerate(above):
                one = sums.setdefault(code, [names[:depth], above[depth - 1] if depth else "", Decimal(0), 0])
                one[2] += row.amount
                one[3] += 1
                types[code, row.type] += row.amount
        line_of.objects.bulk_update(rows, ["original", "place", "words"], batch_size=1000)
        place_of.objects.bulk_create(
            [place_of(budget=budget, code=code, parent=parent, depth=len(names), name=names[-1] if names else "",
                      trail=" / ".join(names), amount=amount, original=amount, lines=lines)
             for code, (names, parent, amount, lines) in sums.items()])
        type_of.objects.bulk_create(
            [type_of(budget=budget, code=code, type=kind, amount=amount) for (code, kind), amount in types.items()])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_guards")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
