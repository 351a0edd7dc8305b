"""Certifying a count by two officers; turnout beside the result."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# What was declared stands; what may follow is one table (budgets.rounds.states.DECLARATIONS).
DECLARED = """
CREATE FUNCTION rounds_certificate_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last text;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.receipt IS NOT NULL THEN
    RAISE EXCEPTION 'what was declared about a result stands as it is' USING ERRCODE = 'SB003';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.result_id, NEW.status, NEW.outcome, NEW.outcome_hash, NEW.first_by_id, NEW.first_at)
     IS DISTINCT FROM (OLD.result_id, OLD.status, OLD.outcome, OLD.outcome_hash, OLD.first_by_id, OLD.first_at) THEN
    RAISE EXCEPTION 'a second officer signs what the first signed' USING ERRCODE = 'SB003';
  END IF;
  IF TG_OP = 'INSERT' THEN
    SELECT status INTO last FROM rounds_certificate
      WHERE result_id = NEW.result_id AND receipt IS NOT NULL ORDER BY id DESC LIMIT 1;
    IF (coalesce(last, 'unofficial-complete'), NEW.status) NOT IN (
      ('unofficial-complete', 'certified'), ('unofficial-complete', 'recount'), ('certified', 'recount'),
      ('recount', 'certified'), ('recount', 'correction'), ('correction', 'recount')) THEN
      RAISE EXCEPTION 'a result may not go from % to %', last, NEW.status USING ERRCODE = 'SB003';
    END IF;
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER rounds_certificate_moves BEFORE INSERT OR UPDATE OR DELETE ON rounds_certificate
  FOR EACH ROW EXECUTE FUNCTION rounds_certificate_moves();
"""
UNDO = "DROP TRIGGER rounds_certificate_moves ON rounds_certificate; DROP FUNCTION rounds_certificate_moves();"


class Migration(migrations.Migration):

    dependencies = [
        ('rounds', '0008_box_knows_districts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField(
            model_name='result',
            old_name='certified_at',
            new_name='counted_at',
        ),
        migrations.AddField(
            model_name='result',
            name='turnout',
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('unofficial-complete', 'counted, not certified yet'), ('certified', 'certified'), ('recount', 'being counted again'), ('correction', 'corrected after a recount')], max_length=20)),
                ('outcome', models.JSONField(blank=True, null=True)),
                ('outcome_hash', models.CharField(max_length=64)),
                ('reason', models.TextField(blank=True, verbose_name='why it is counted again')),
                ('reason_en', models.TextField(blank=True, verbose_name='why it is counted again, in English')),
                ('first_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('second_at', models.DateTimeField(blank=True, null=True)),
                ('receipt', models.UUIDField(blank=True, null=True)),
                ('first_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='rounds.result')),
                ('second_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('second_by', None), models.Q(('second_by', models.F('first_by')), _negated=True), _connector='OR'), name='certified_by_two_different'), models.CheckConstraint(condition=models.Q(models.Q(('receipt__isnull', False), ('second_by', None), ('status', 'recount'), models.Q(('reason', ''), _negated=True)), models.Q(('receipt', None), ('second_at', None), ('second_by', None), ('status__in', ['certified', 'correction'])), models.Q(('receipt__isnull', False), ('second_at__isnull', False), ('second_by__isnull', False), ('status__in', ['certified', 'correction'])), _connector='OR'), name='certificate_signed_whole'), models.CheckConstraint(condition=models.Q(models.Q(('outcome__isnull', False), ('status', 'correction')), models.Q(models.Q(('status', 'correction'), _negated=True), ('outcome__isnull', True)), _connector='OR'), name='correction_has_an_outcome'), models.UniqueConstraint(condition=models.Q(('receipt', None)), fields=('result',), name='one_certificate_waits')],
            },
        ),
        migrations.RunSQL(DECLARED, UNDO),
    ]
