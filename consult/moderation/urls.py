"""Moderation."""

from django.urls import path

from consult.moderation.views import deciding, published, queue, taking_part

app_name = "moderation"
urlpatterns = [
    path("", published.published, name="published"),
    path("queue/", queue.queue, name="queue"),
    path("queue/decide/", queue.decide_many, name="decide-many"),
    path("<slug:kind>/<str:identity>/report/", taking_part.report, name="report"),
    path("<slug:kind>/<str:identity>/appeal/", taking_part.appeal, name="appeal"),
    path("<slug:kind>/<str:identity>/decide/", deciding.judge, name="judge"),
    path("<slug:kind>/<str:identity>/settle/", deciding.settle, name="settle"),
    path("<slug:kind>/<str:identity>/", deciding.case, name="case"),
]
