"""Hearings."""

from django.urls import path

from consult.hearings.views import (
    answering,
    answering_groups,
    desks,
    extending,
    knowing,
    published,
    quoting,
    reading,
    reporting,
    taking_part,
)

app_name = "hearings"
urlpatterns = [
    path("", reading.index, name="index"),
    path("desk/", desks.desks, name="desk"),
    path("<slug:public_id>/", reading.hearing, name="hearing"),
    path("<slug:public_id>/sections/<slug:eid>/", reading.part, name="part"),
    path("<slug:public_id>/sections/<slug:eid>/passages/", quoting.choose, name="choose-passage"),
    path("<slug:public_id>/passages/", quoting.discussed, name="passages"),
    path("<slug:public_id>/comments/", reading.comments, name="comments"),
    path("<slug:public_id>/responses/", reading.responses, name="responses"),
    path("<slug:public_id>/comment/", taking_part.comment, name="comment"),
    path("<slug:public_id>/mine/", taking_part.mine, name="mine"),
    path("<slug:public_id>/answers/", answering.queue, name="answers"),
    path("<slug:public_id>/answers/groups/", answering_groups.groups, name="answer-groups"),
    path("<slug:public_id>/answers/groups/<int:number>/", answering_groups.group, name="answer-group"),
    path("<slug:public_id>/answers/reports/", reporting.reports, name="desk-reports"),
    path("<slug:public_id>/answers/reports/<slug:kind>/parts/<slug:key>/", reporting.write, name="report-part"),
    path("<slug:public_id>/answers/reports/<slug:kind>/<slug:verb>/", reporting.decide, name="report-decide"),
    path(
        "<slug:public_id>/answers/reports/<slug:kind>/<slug:lang>.<slug:form>",
        reporting.preview,
        name="report-preview",
    ),
    path("<slug:public_id>/answers/finish/", reporting.finish, name="finish"),
    path("<slug:public_id>/reports/<slug:kind>/", published.report, name="report"),
    path("<slug:public_id>/reports/<slug:kind>/<slug:lang>.<slug:form>", published.file, name="report-file"),
    path("<slug:public_id>/answers/<uuid:comment_id>/", answering.answer, name="answer"),
    path("<slug:public_id>/extend/", extending.extend, name="extend"),
    path("<slug:public_id>/stakeholders/", knowing.known, name="known"),
    path("<slug:public_id>/stakeholders/<uuid:identity>/remove/", knowing.remove, name="known-remove"),
    path("<slug:public_id>/stakeholders/leave/<str:token>/", knowing.leave, name="leave"),
    path("<slug:public_id>/cancel/", answering.cancel, name="cancel"),
]
