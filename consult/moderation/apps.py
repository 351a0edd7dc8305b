"""Reports of what people wrote, a moderator's decision, an appeal to somebody else; usable by any kind of words."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "consult.moderation"
    label = "moderation"

    def ready(self) -> None:
        from consult.moderation import comments, exports, processes  # noqa: F401
