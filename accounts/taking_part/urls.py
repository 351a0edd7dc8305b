"""/who/<kind>/<public id>/: who may take part, and why."""

from django.urls import URLPattern, path

from accounts.taking_part import views

app_name = "taking_part"
urlpatterns: list[URLPattern] = [
    path("<slug:kind>/<str:public_id>/", views.rules, name="rules"),
    path("<slug:kind>/<str:public_id>/me/", views.mine, name="mine"),
    path("<slug:kind>/<str:public_id>/imagined/", views.imagined, name="imagined"),
]
