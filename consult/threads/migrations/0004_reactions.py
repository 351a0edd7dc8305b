"""Support becomes a reaction: support or oppose, the last counts."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("threads", "0003_participants")]
    operations = [migrations.RenameModel("Support", "Reaction")]
