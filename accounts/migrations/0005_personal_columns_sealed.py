"""Names and birth dates become sealed bytes. The plain columns are read once and dropped."""

from typing import Any

from django.db import migrations

import accounts.fields

_COLUMNS = {"citizen": ("given_name", "family_name", "birth_date"), "user": ("name",)}


def seal_all(apps: Any, schema_editor: Any) -> None:
    """Seal every row, 2,000 at a time."""
    for model_name, columns in _COLUMNS.items():
        model = apps.get_model("accounts", model_name)
        batch = []
        for row in model.objects.only("pk", *(f"plain_{column}" for column in columns)).iterator(2000):
            for column in columns:
                setattr(row, column, getattr(row, f"plain_{column}"))
            batch.append(row)
            if len(batch) == 2000:
                model.objects.bulk_update(batch, columns)
                batch = []
        model.objects.bulk_update(batch, columns)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_looks_at_packages")]

    operations = [
        *(
            migrations.RenameField(model, column, f"plain_{column}")
            for model, columns in _COLUMNS.items()
            for column in columns
        ),
        migrations.AddField("citizen", "given_name", accounts.fields.SealedText(default=""), preserve_default=False),
        migrations.AddField("citizen", "family_name", accounts.fields.SealedText(default=""), preserve_default=False),
        migrations.AddField(
            "citizen", "birth_date", accounts.fields.SealedDate(null=True), preserve_default=False
        ),
        migrations.AddField(
            "user", "name", accounts.fields.SealedText(blank=True, default="", verbose_name="name")
        ),
        migrations.RunPython(seal_all, migrations.RunPython.noop),
        *(
            migrations.RemoveField(model, f"plain_{column}")
            for model, columns in _COLUMNS.items()
            for column in columns
        ),
    ]
