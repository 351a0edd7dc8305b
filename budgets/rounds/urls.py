"""Participatory rounds."""

from django.urls import URLPattern, path

from budgets.rounds.views import certifying, desk, owning, printing, reading, recounting, result, voting

app_name = "rounds"
urlpatterns: list[URLPattern] = [
    path("", reading.index, name="index"),
    path("<slug:public_id>/", reading.round_page, name="round"),
    path("<slug:public_id>/rules.json", reading.rules_document, name="rules"),
    path("<slug:public_id>/ballot/", voting.ballot, name="ballot"),
    path("<slug:public_id>/ballot/cast/", voting.cast, name="cast"),
    path("<slug:public_id>/ballot/done/", voting.done, name="done"),
    path("<slug:public_id>/own-ballot/", owning.own_ballot, name="own"),
    path("<slug:public_id>/paper/", printing.page, name="paper"),
    path("<slug:public_id>/paper.pdf", printing.as_pdf, name="paper-pdf"),
    path("<slug:public_id>/desk/", desk.desk, name="desk"),
    path("<slug:public_id>/result/", result.result, name="result"),
    path("<slug:public_id>/result/recount/", recounting.recount, name="recount"),
    path("<slug:public_id>/result/certify/", certifying.certifying, name="certifying"),
    path("<slug:public_id>/result/ballots.json", reading.ballots_json, name="ballots"),
    path("<slug:public_id>/result/ballots.pb", reading.ballots_pb, name="pabulib"),
]
