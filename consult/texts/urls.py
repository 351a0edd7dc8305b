"""Law texts."""

from django.urls import path

from consult.texts.views import comparing, reading

app_name = "texts"
urlpatterns = [
    path("", reading.index, name="index"),
    path("<slug:slug>/", reading.law, name="law"),
    path("<slug:slug>/jump/", reading.jump, name="jump"),
    path("<slug:slug>/versions/<int:number>/", reading.version, name="version"),
    path("<slug:slug>/sections/<slug:eid>/", reading.section, name="section"),
    path("<slug:slug>/versions/<int:number>/sections/<slug:eid>/", reading.section, name="section-of"),
    path("<slug:slug>/compare/", comparing.choose, name="choose"),
    path("<slug:slug>/compare/<int:old>/<int:new>/", comparing.compared, name="compare"),
]
