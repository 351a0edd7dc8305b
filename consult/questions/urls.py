"""Questions."""

from django.urls import path

from consult.questions.views import asking, reading, taking_part

app_name = "questions"
urlpatterns = [
    path("<slug:kind>/<slug:public_id>/", reading.questions, name="questions"),
    path("<slug:kind>/<slug:public_id>/<int:position>/", reading.one, name="one"),
    path("<slug:kind>/<slug:public_id>/answer/", taking_part.answer, name="answer"),
    path("<slug:kind>/<slug:public_id>/mine/", taking_part.mine, name="mine"),
    path("<slug:kind>/<slug:public_id>/edit/", asking.edit, name="edit"),
    path("<slug:kind>/<slug:public_id>/edit/new/", asking.write, name="new"),
    path("<slug:kind>/<slug:public_id>/edit/<int:position>/", asking.write, name="write"),
]
