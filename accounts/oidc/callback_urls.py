"""The one address that a provider knows: without a language."""

from django.urls import path

from accounts.oidc import views

urlpatterns = [path("<slug:provider_id>/callback/", views.callback, name="identity_callback")]
