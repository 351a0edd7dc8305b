"""Bringing texts in."""

from django.urls import path

from consult.importing import views

app_name = "importing"
urlpatterns = [
    path("import/", views.start, name="start"),
    path("import/<uuid:pk>/", views.preview, name="preview"),
    path("import/<uuid:pk>/text/", views.correct, name="correct"),
    path("import/<uuid:pk>/keep/", views.keep, name="keep"),
    path("import/<uuid:pk>/drop/", views.drop, name="drop"),
]
