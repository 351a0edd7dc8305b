"""Works of a round."""

from django.urls import path

from budgets.works.views import reading, reporting

app_name = "works"
urlpatterns = [
    path("<slug:round_id>/works/", reading.index, name="index"),
    path("<slug:round_id>/works/<slug:code>/", reading.work, name="work"),
    path("<slug:round_id>/works/<slug:code>/photos/<uuid:report>.jpg", reading.photo, name="photo"),
    path("<slug:round_id>/works/<slug:code>/plan/", reporting.plan, name="plan"),
    path("<slug:round_id>/works/<slug:code>/contract/", reporting.contract, name="contract"),
    path("<slug:round_id>/works/<slug:code>/lines/", reporting.lines, name="lines"),
    path("<slug:round_id>/works/<slug:code>/report/", reporting.report, name="report"),
    path("<slug:round_id>/works/<slug:code>/delay/", reporting.delay, name="delay"),
]
