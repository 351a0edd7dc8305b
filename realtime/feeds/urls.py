"""Open data files: no language in the address, the same bytes for everybody."""

from django.urls import path, register_converter

from realtime.feeds import screens, views
from realtime.feeds.formats import FORMATS


class Form:
    """The ending of a table's file."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Form, "form")

app_name = "feeds"
urlpatterns = [
    path("live/wall/<str:topic>", screens.wall, name="wall"),
    path("live/widget/<str:topic>", screens.widget, name="widget"),
    path("open/catalogue.json", views.catalogue_file, name="catalogue"),
    path("open/live.schema.json", views.live_schema, name="live-schema"),
    path("open/news/<slug:kind>.atom", views.news_feed, {"form": "atom"}, name="news"),
    path("open/news/<slug:kind>.json", views.news_feed, {"form": "json"}, name="news-json"),
    path("open/news.schema.json", views.news_schema, name="news-schema"),
    path("open/packages/<slug:kind>/<slug:public_id>/datapackage.json", views.data_package, name="package"),
    path("open/<slug:dataset_id>.example.json", views.example, name="example"),
    path("open/results.schema.json", views.results_schema, name="results-schema"),
    path("open/results/<slug:kind>/<slug:public_id>.refs.json", views.refs, name="refs"),
    path("open/results/<slug:kind>/<slug:public_id>.records.json", views.records, name="records"),
    path("open/<slug:dataset_id>.schema.json", views.schema, name="schema"),
    path("open/<slug:dataset_id>/<slug:public_id>.<form:form>", views.table_file, name="table"),
]
