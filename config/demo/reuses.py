"""Three invented reuses of open data: two shown, one waiting for a moderator."""

from accounts.models import User
from realtime.feeds import actions
from realtime.feeds.models import Reuse

TOLD = (
    ("petition-names-by-province", "ข่าวสาธิต (สมมติ)", "แผนที่รายชื่อผู้ร่วมเข้าชื่อตามจังหวัด", "names-by-province", True),
    ("budget-lines", "ห้องเรียนข้อมูลเปิด (สมมติ)", "งบประมาณ อบจ. ขอนแก่น ในหน้าเดียว", "budget-on-a-page", True),
    ("round-participation", "ชมรมนับคะแนน (สมมติ)", "ใครมาลงคะแนนวันไหน", "who-votes-when", False),
)


def load() -> None:
    """Tell of them and show two; what is known already is left."""
    moderator = User.objects.get(email="moderator@example.org")
    for dataset, who, title, name, shown in TOLD:
        url = f"https://example.org/siang/{name}"
        if not Reuse.objects.filter(dataset=dataset, url=url).exists():
            reuse = actions.tell(dataset=dataset, who=who, title=title, url=url)
            if shown:
                actions.decide(by=moderator, reuse=reuse, show=True)
