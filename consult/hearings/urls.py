"""Hearings."""

from django.urls import path

from consult.hearings.views import answering, answering_groups, reading, taking_part

app_name = "hearings"
urlpatterns = [
    path("", reading.index, name="index"),
    path("<slug:public_id>/", reading.hearing, name="hearing"),
    path("<slug:public_id>/sections/<slug:eid>/", reading.part, name="part"),
    path("<slug:public_id>/comments/", reading.comments, name="comments"),
    path("<slug:public_id>/responses/", reading.responses, name="responses"),
    path("<slug:public_id>/comment/", taking_part.comment, name="comment"),
    path("<slug:public_id>/mine/", taking_part.mine, name="mine"),
    path("<slug:public_id>/answers/", answering.queue, name="answers"),
    path("<slug:public_id>/answers/groups/", answering_groups.groups, name="answer-groups"),
    path("<slug:public_id>/answers/groups/<int:number>/", answering_groups.group, name="answer-group"),
    path("<slug:public_id>/answers/<uuid:comment_id>/", answering.answer, name="answer"),
    path("<slug:public_id>/cancel/", answering.cancel, name="cancel"),
]
