"""The site of the demonstration: home, agencies' pages, guides."""

from django.utils.html import strip_tags

from accounts.models import Agency
from cms import search, tree
from cms.models import ArticlePage

# slug, title, title_en, Thai text, English text. The numbers are the Acts' own (2564 Act ss.5 and 12).
GUIDES = [
    (
        "how-to-comment",
        "แสดงความคิดเห็นต่อกฎหมายอย่างไร",
        "How to comment on a law",
        "<p>เปิดหน้าการรับฟังความคิดเห็น อ่านมาตราที่สนใจ แล้วเลือก “แสดงความคิดเห็น” ใต้มาตรานั้น "
        "บอกจุดยืนและเหตุผลด้วยคำของท่านเอง</p>"
        "<p>เมื่อส่งแล้ว ท่านได้รับใบรับทันที ความคิดเห็นของท่านเป็นรายการหนึ่งในบันทึกสาธารณะ "
        "หน่วยงานต้องนำความคิดเห็นไปพิจารณาและเปิดเผยสรุปผล "
        "(พระราชบัญญัติหลักเกณฑ์การจัดทำร่างกฎหมาย พ.ศ. 2562 มาตรา 16 และมาตรา 18)</p>",
        "<p>Open a hearing, read the section that concerns you and choose “Comment” below it. Say where you stand, and "
        "why, in your own words.</p><p>You get a receipt at once: your comment is an entry in the public record. The "
        "agency must consider it and publish a summary (2562 Act, sections 16 and 18).</p>",
    ),
    (
        "how-to-vote",
        "ลงคะแนนในรอบงบประมาณแบบมีส่วนร่วมอย่างไร",
        "How to vote in a participatory round",
        "<p>เลือกโครงการที่อยากให้ทำภายในวงเงินที่กำหนด ตรวจบัตรอีกครั้ง แล้วลงคะแนน "
        "ก่อนปิดรอบ ท่านเปลี่ยนใจได้ บัตรใบสุดท้ายเป็นใบที่นับ</p>"
        "<p>ไม่มีใครดูจากบันทึกสาธารณะได้ว่าท่านเลือกอะไร ระหว่างเปิดรอบ เว็บไซต์แสดงเฉพาะจำนวนผู้ใช้สิทธิ "
        "เมื่อปิดแล้ว ทุกคนนับบัตรซ้ำได้</p>",
        "<p>Choose the projects you want within the envelope, review your ballot and cast it. Until the round closes "
        "you may change your mind: the last ballot counts.</p><p>Nobody can tell from the record what you chose. "
        "While the round is open only the number of participants is shown; after it closes anyone can recount.</p>",
    ),
    (
        "how-signatures-count",
        "รายชื่อนับอย่างไร และนาฬิกาตามกฎหมายเดินเมื่อใด",
        "How signatures are counted, and when the clocks run",
        "<p>หนึ่งคนลงชื่อได้หนึ่งครั้งต่อหนึ่งคำร้อง การเสนอร่างพระราชบัญญัติต้องมีผู้มีสิทธิเลือกตั้งไม่น้อยกว่า 10,000 คน "
        "การแก้ไขเพิ่มเติมรัฐธรรมนูญไม่น้อยกว่า 50,000 คน "
        "(พระราชบัญญัติการเข้าชื่อเสนอกฎหมาย พ.ศ. 2564 มาตรา 5)</p>"
        "<p>เมื่อส่งมอบรายชื่อแล้ว หน่วยงานต้องตรวจสอบภายใน 45 วัน (มาตรา 12) วันครบกำหนดแสดงบนหน้าคำร้อง "
        "และเมื่อเลยกำหนด ทุกคนเห็น</p>",
        "<p>One person signs a petition once. A bill needs at least 10,000 electors, a constitutional amendment 50,000 "
        "(2564 Act, section 5).</p><p>After hand-over the authority has 45 days to check the names (section 12). The "
        "due date is shown on the petition, and everybody sees when it has passed.</p>",
    ),
]


def load() -> None:
    """Make the home page, a page for each agency, and the guides. Safe to repeat."""
    home = tree.home()
    for agency in Agency.objects.all():
        tree.agency_page(agency)
    for slug, title, title_en, body, body_en in GUIDES:
        if not ArticlePage.objects.filter(slug=slug).exists():
            page = ArticlePage(title=title, title_en=title_en, slug=slug, body=body, body_en=body_en)
            tree.add(page, home)
        search.index(
            kind="guide", public_id=slug, title=title, title_en=title_en, body=strip_tags(body), url=f"/{slug}/"
        )
