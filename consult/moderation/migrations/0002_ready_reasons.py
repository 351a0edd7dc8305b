"""Reasons that moderators use most, to begin with."""

from typing import Any

from django.db import migrations

REASONS = (
    ("hidden", "มีข้อมูลส่วนบุคคลของผู้อื่น", "It shows somebody's personal data."),
    ("hidden", "มีถ้อยคำหยาบคายหรือข่มขู่ผู้อื่น", "It insults or threatens somebody."),
    ("hidden", "สร้างความเกลียดชังต่อกลุ่มบุคคล", "It attacks people for what they are."),
    ("hidden", "เป็นโฆษณาหรือข้อความที่ส่งซ้ำ", "It is advertising, or the same text again and again."),
    ("hidden", "มีเนื้อหาที่อาจผิดกฎหมาย", "It may break the law."),
    ("asked", "โปรดลบข้อมูลส่วนบุคคลออกก่อน", "Please take personal data out."),
    ("asked", "โปรดแก้ถ้อยคำให้สุภาพ ความเห็นของท่านยังมีความหมาย", "Please choose civil words: what you say matters."),
    ("kept", "เป็นการแสดงความเห็นโดยสุจริต", "It is an honest opinion."),
    ("kept", "ตรวจแล้วไม่พบเนื้อหาที่ขัดต่อกติกา", "It was read, and breaks none of the rules."),
)


def load(apps: Any, _schema_editor: Any) -> None:
    """Only where there are none."""
    ready = apps.get_model("moderation", "ReadyReason")
    if not ready.objects.exists():
        ready.objects.bulk_create(
            ready(outcome=outcome, text=text, text_en=text_en) for outcome, text, text_en in REASONS
        )


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_moderation")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
