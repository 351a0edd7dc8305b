"""Comments."""

from django.urls import path

from consult.threads.views import acting, reading

app_name = "threads"
urlpatterns = [
    path("<uuid:comment_id>/", reading.comment, name="comment"),
    path("<uuid:comment_id>/support/", acting.support, name="support"),
    path("<uuid:comment_id>/oppose/", acting.oppose, name="oppose"),
    path("<uuid:comment_id>/neither/", acting.unreact, name="unreact"),
    path("<uuid:comment_id>/reply/", acting.reply, name="reply"),
    path("<uuid:comment_id>/edit/", acting.edit, name="edit"),
    path("<uuid:comment_id>/withdraw/", acting.withdraw, name="withdraw"),
]
