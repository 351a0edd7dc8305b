"""Nobody edits what waits for a decision, and nobody publishes by hand what an agency says officially."""

from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock
from wagtail.models import PagePermissionTester

from accounts.models import User
from cms import approval


class Waiting(WorkflowLock):
    """The text that waits is the text that will be published."""

    def get_message(self, _user: User) -> str:
        """Who decides, and that nothing can be changed until then."""
        state = self.object.current_workflow_task_state
        people = ", ".join(person.get_full_name() for person in approval.deciders(state))
        waiting = _("This waits for the {role} ({people}) and cannot be changed until the decision.")
        role = state.task.specific.role.label
        return waiting.format(role=role, people=people or _("nobody holds this role yet"))


class OfficialPageRights(PagePermissionTester):
    """Wagtail's rights, without publishing by hand in an agency's part of the site: not even for administrators.

    Taking a page down stays possible for administrators (a court order does not wait for the head).
    """

    def can_publish(self) -> bool:
        """Only outside agencies' parts."""
        return super().can_publish() and approval.agency_of(self.page) is None

    def can_publish_subpage(self) -> bool:
        """Only outside agencies' parts."""
        return super().can_publish_subpage() and approval.agency_of(self.page) is None
