"""Law texts."""

from django.urls import path

from consult.texts.views import comparing, files, reading

app_name = "texts"
urlpatterns = [
    path("", reading.index, name="index"),
    path("<slug:slug>/", reading.law, name="law"),
    path("<slug:slug>/jump/", reading.jump, name="jump"),
    path("<slug:slug>/versions/<int:number>/", reading.version, name="version"),
    path("<slug:slug>/versions/<int:number>/akn.xml", files.akoma_ntoso, name="akn"),
    path("<slug:slug>/versions/<int:number>/text.txt", files.plain_text, name="text"),
    path("<slug:slug>/versions/<int:number>/law.json", files.tree, name="tree"),
    path("<slug:slug>/sections/<slug:eid>/", reading.section, name="section"),
    path("<slug:slug>/versions/<int:number>/sections/<slug:eid>/", reading.section, name="section-of"),
    path("<slug:slug>/compare/", comparing.choose, name="choose"),
    path("<slug:slug>/compare/<int:old>/<int:new>/", comparing.compared, name="compare"),
]
