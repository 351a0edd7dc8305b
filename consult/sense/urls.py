"""Groups of comments and the opinion map of one subject: `/opinions/hearing/<public id>/`."""

from django.urls import path

from consult.sense.views import reading, sorting

app_name = "sense"
urlpatterns = [
    path("opinion_map.py", reading.map_source, name="map-source"),
    path("<slug:kind>/<slug:public_id>/", reading.groups, name="groups"),
    path("<slug:kind>/<slug:public_id>/<int:number>/", reading.group, name="group"),
    path("<slug:kind>/<slug:public_id>/map/", reading.opinion_map, name="map"),
    path("<slug:kind>/<slug:public_id>/sort/", sorting.desk, name="desk"),
    path("<slug:kind>/<slug:public_id>/sort/ask/", sorting.ask, name="ask"),
    path("<slug:kind>/<slug:public_id>/sort/undo/", sorting.undo, name="undo"),
    path("<slug:kind>/<slug:public_id>/sort/publish/", sorting.publish, name="publish"),
    path("<slug:kind>/<slug:public_id>/sort/rest/", sorting.rest, name="rest"),
    path("<slug:kind>/<slug:public_id>/sort/<int:number>/", sorting.group, name="sort-group"),
    path("<slug:kind>/<slug:public_id>/sort/<int:number>/name/", sorting.name, name="name"),
]
