"""Mail about approval: the next in line hear what waits for them (who asked hears the decision from Wagtail itself)."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.admin.mail import EmailNotificationMixin, Notifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from accounts.models import User
from cms import approval
from cms.models import OfficialTask


class AskNext(EmailNotificationMixin, Notifier):
    """One message to each who may decide, in their language. A mail server that is down stops nothing."""

    notification = "submitted"

    def __init__(self) -> None:
        super().__init__((TaskState,))

    def can_handle(self, instance: TaskState, **kwargs: Any) -> bool:
        """Only steps towards publication."""
        return super().can_handle(instance, **kwargs) and isinstance(instance.task.specific, OfficialTask)

    def get_recipient_users(self, instance: TaskState, **_kwargs: Any) -> set[User]:
        """Those whose step it is."""
        return set(approval.deciders(instance))

    def get_template_set(self, _instance: TaskState, **_kwargs: Any) -> dict[str, str]:
        """Plain text only."""
        return {"subject": "cms/mail/approval_subject.txt", "text": "cms/mail/approval.txt"}

    def get_context(self, instance: TaskState, **kwargs: Any) -> dict[str, Any]:
        """What waits and where to decide."""
        address = settings.SITE_URL + reverse("cms_decide", args=[instance.pk])
        asked = {"asked_by": instance.workflow_state.requested_by, "address": address, "task": instance.task.specific}
        return super().get_context(instance, **kwargs) | asked | {"draft": instance.revision.as_object()}


ask_next = AskNext()
task_submitted.connect(ask_next, sender=TaskState, dispatch_uid="cms_ask_next")
