"""Search, news, the list of agencies."""

from django.urls import path

from cms import near, views

app_name = "cms"
urlpatterns = [
    path("account/near/", near.near, name="near"),
    path("search/", views.find, name="search"),
    path("news/", views.news, name="news"),
    path("agencies/", views.agencies, name="agencies"),
]
