"""Comments."""

from django.urls import path

from consult.threads import views

app_name = "threads"
urlpatterns = [
    path("<uuid:comment_id>/", views.comment, name="comment"),
    path("<uuid:comment_id>/support/", views.support, name="support"),
    path("<uuid:comment_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:comment_id>/moderate/", views.moderate, name="moderate"),
]
