"""Preparing versions of a law."""

from django.urls import path

from consult.drafting.views import headings, sections, shape, versions

app_name = "drafting"
urlpatterns = [
    path("prepare/", versions.desk, name="desk"),
    path("<slug:slug>/prepare/", versions.law, name="law"),
    path("<slug:slug>/prepare/plain/", versions.plain, name="plain"),
    path("<slug:slug>/prepare/plain/<slug:eid>/", sections.explain, name="explain"),
    path("<slug:slug>/prepare/<int:number>/", versions.version, name="version"),
    path("<slug:slug>/prepare/<int:number>/changes/", versions.changes, name="changes"),
    path("<slug:slug>/prepare/<int:number>/publish/", versions.publish, name="publish"),
    path("<slug:slug>/prepare/<int:number>/headings/<slug:eid>/", headings.heading, name="heading"),
    path("<slug:slug>/prepare/<int:number>/headings/<slug:eid>/new/", headings.make, name="new-heading"),
    path("<slug:slug>/prepare/<int:number>/headings/<slug:eid>/<slug:verb>/", headings.reshape, name="reshape-heading"),
    path("<slug:slug>/prepare/<int:number>/<slug:eid>/", sections.change, name="change"),
    path("<slug:slug>/prepare/<int:number>/<slug:eid>/shape/", shape.shape, name="shape"),
    path("<slug:slug>/prepare/<int:number>/<slug:eid>/shape/<slug:verb>/", shape.reshape, name="reshape"),
    path("<slug:slug>/prepare/<int:number>/<slug:eid>/add/", sections.add, name="add"),
    path("<slug:slug>/prepare/<int:number>/<slug:eid>/remove/", sections.remove, name="remove"),
    path("<slug:slug>/prepare/<int:number>/<slug:eid>/match/", sections.match, name="match"),
    path("<slug:slug>/prepare/<int:number>/<slug:eid>/take-back/<int:pk>/", sections.take_back, name="take-back"),
]
