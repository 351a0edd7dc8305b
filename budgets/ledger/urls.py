"""Published budgets, and the desk of those who publish them."""

from django.urls import URLPattern, path

from budgets.ledger.views import desk, managing, reading, talking

app_name = "ledger"
urlpatterns: list[URLPattern] = [
    path("", reading.index, name="index"),
    path("desk/", desk.start, name="desk"),
    path("desk/files/<uuid:pk>/", desk.preview, name="preview"),
    path("desk/files/<uuid:pk>/columns/", desk.columns, name="columns"),
    path("desk/files/<uuid:pk>/keep/", desk.keep, name="keep"),
    path("desk/files/<uuid:pk>/drop/", desk.drop, name="drop"),
    path("desk/contracts/<slug:agency>/", managing.contracts, name="contracts"),
    path("desk/people/<slug:agency>/", managing.people, name="people"),
    path("desk/<slug:public_id>/", managing.manage, name="manage"),
    path("desk/<slug:public_id>/publish/", managing.publish, name="publish"),
    path("desk/<slug:public_id>/stage/", managing.stage, name="stage"),
    path("desk/<slug:public_id>/transfer/", managing.transfer, name="transfer"),
    path("desk/<slug:public_id>/spending/", managing.spending, name="spending"),
    path("<slug:public_id>/", reading.budget, name="budget"),
    path("<slug:public_id>/history/", reading.history, name="history"),
    path("<slug:public_id>/history/<int:number>/", reading.revision, name="revision"),
    path("<slug:public_id>/find/", reading.find, name="find"),
    path("<slug:public_id>/comments/", reading.comments, name="comments"),
    path("<slug:public_id>/comment/", talking.comment, name="comment"),
    path("<slug:public_id>/beside/<slug:other>/", reading.beside, name="beside"),
    path("<slug:public_id>/lines/<slug:stable_id>/", reading.line, name="line"),
]
