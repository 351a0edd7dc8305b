"""The start of a sign-in; included by allauth, under the language."""

from django.urls import path

from accounts.oidc import views

urlpatterns = [path("identity/<slug:provider_id>/", views.login, name="identity_login")]
