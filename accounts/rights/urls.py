"""/account/privacy/consents/ and /account/breaches/."""

from django.urls import URLPattern, path

from accounts.rights import views

app_name = "rights"
urlpatterns: list[URLPattern] = [
    path("privacy/consents/", views.my_consents, name="consents"),
    path("privacy/consents/<slug:purpose>/", views.answer, name="answer"),
    path("breaches/", views.breaches, name="breaches"),
    path("breaches/<int:pk>/", views.breach, name="breach"),
    path("breaches/<int:pk>/<slug:name>/", views.step, name="step"),
]
