"""The site of the demonstration: home, agencies' pages, guides, pages about the site, one clarification."""

from dataclasses import dataclass, field
from pathlib import Path

from wagtail.models import Page

from accounts.models import Agency
from cms import tree
from cms.models import ArticlePage

CONTENT = Path(__file__).parent / "content" / "cms"
INVENTED = "mueang-tuayang"
Kind = ArticlePage.Kind


@dataclass(frozen=True)
class Article:
    """One article; its words stand in `content/cms/<slug>.<language>.html`."""

    slug: str
    kind: ArticlePage.Kind
    title: str
    title_en: str
    more: dict[str, str] = field(default_factory=dict)

    def body(self, language: str) -> str:
        """The words in one language."""
        return (CONTENT / f"{self.slug}.{language}.html").read_text(encoding="utf-8").strip()


# The oldest first: the last one is the newest on the home page.
ARTICLES = [
    Article("about", Kind.ABOUT, "เกี่ยวกับเสียง", "About Siang"),
    Article("accessibility", Kind.ABOUT, "คำแถลงการเข้าถึงได้", "Accessibility statement"),
    Article("privacy", Kind.ABOUT, "ความเป็นส่วนตัว", "Privacy"),
    Article(
        "how-figures-are-counted",
        Kind.GUIDE,
        "ตัวเลขนับอย่างไร ตรวจสอบได้อย่างไร",
        "How figures are counted, and how to check",
    ),
    Article(
        "how-signatures-count",
        Kind.GUIDE,
        "รายชื่อนับอย่างไร และกำหนดเวลาตามกฎหมายเดินเมื่อใด",
        "How signatures are counted, and when the clocks run",
    ),
    Article("how-to-vote", Kind.GUIDE, "ลงคะแนนในรอบงบประมาณแบบมีส่วนร่วมอย่างไร", "How to vote in a participatory round"),
    Article("how-to-comment", Kind.GUIDE, "แสดงความคิดเห็นต่อกฎหมายอย่างไร", "How to comment on a law"),
]
CLARIFICATION = Article(
    "paper-and-online",
    Kind.CLARIFICATION,
    "ลงคะแนนบนกระดาษแล้ว ลงออนไลน์อีกไม่ได้สองคะแนน (สมมติ)",
    "A paper ballot and an online ballot are not two votes (invented)",
    {
        "claim": "ใครลงคะแนนบนกระดาษที่ศาลาประชาคมแล้ว กลับบ้านไปลงออนไลน์ได้อีกหนึ่งคะแนน",
        "claim_en": "Whoever has voted on paper in the community hall can vote once more online at home.",
    },
)


def load() -> None:
    """Make the home page, a page for each agency, and the articles. Safe to repeat."""
    home = tree.home()
    for agency in Agency.objects.all():
        tree.agency_page(agency)
    for article in ARTICLES:
        _publish(article, home)
    invented = Agency.objects.filter(slug=INVENTED).first()
    if invented:
        _publish(CLARIFICATION, tree.agency_page(invented))


def _publish(article: Article, parent: Page) -> None:
    words = {
        "kind": article.kind,
        "title": article.title,
        "title_en": article.title_en,
        "body": article.body("th"),
        "body_en": article.body("en"),
        **article.more,
    }
    page = ArticlePage.objects.child_of(parent).filter(slug=article.slug).first()
    if page is None:
        tree.add(ArticlePage(slug=article.slug, **words), parent)
        return
    for name, value in words.items():
        setattr(page, name, value)
    page.save_revision().publish()
