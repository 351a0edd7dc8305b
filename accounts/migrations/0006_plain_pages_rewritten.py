"""A dropped column stays in the pages of its table until they are rewritten; so are dead rows."""

from django.db import migrations

import accounts.fields


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("accounts", "0005_personal_columns_sealed")]

    operations = [
        migrations.AlterField("citizen", "birth_date", accounts.fields.SealedDate()),
        migrations.RunSQL("VACUUM FULL accounts_citizen", migrations.RunSQL.noop),
        migrations.RunSQL("VACUUM FULL accounts_user", migrations.RunSQL.noop),
    ]
