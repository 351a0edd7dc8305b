"""Acts due for evaluation."""

from django.urls import path

from consult.evaluations import views

app_name = "evaluations"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:agency>/", views.desk, name="desk"),
    path("<slug:agency>/new/", views.write, name="new"),
    path("<slug:agency>/<slug:slug>/", views.write, name="write"),
]
