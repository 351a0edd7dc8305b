"""Ideas."""

from django.urls import path

from consult.ideas.views import deciding, reading, taking_part

app_name = "ideas"
urlpatterns = [
    path("", reading.index, name="index"),
    path("propose/", taking_part.propose, name="propose"),
    path("<slug:public_id>/", reading.idea, name="idea"),
    path("<slug:public_id>/support/", taking_part.support, name="support"),
    path("<slug:public_id>/comment/", taking_part.comment, name="comment"),
    path("<slug:public_id>/withdraw/", taking_part.withdraw, name="withdraw"),
    path("<slug:public_id>/answer/", deciding.answer, name="answer"),
]
