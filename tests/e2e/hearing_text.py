"""Run inside a site: a draft of two sections that can be heard; prints how the editors' list names it."""

import os
import sys
import uuid
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from consult.texts import store  # noqa: E402
from consult.texts.models import Law  # noqa: E402
from consult.texts.reading import read_act  # noqa: E402

SECTIONS = [
    {"title": "มาตรา 1", "content": "มาตรา ๑  พระราชบัญญัตินี้เรียกว่า “พระราชบัญญัติน้ำประปาชุมชน”"},
    {"title": "มาตรา 2", "content": "มาตรา ๒  ให้ผู้ประกอบการตรวจคุณภาพน้ำปีละหนึ่งครั้ง"},
]
name = uuid.uuid4().hex[:8]
law = Law.objects.create(
    slug=f"water-{name}", title=f"ร่างพระราชบัญญัติน้ำประปาชุมชน {name}", year_be=2569, status=Law.Status.DRAFT
)
print(store.store(law=law, label="ร่างครั้งที่ ๑", nodes=read_act(SECTIONS)))
