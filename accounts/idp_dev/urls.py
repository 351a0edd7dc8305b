"""Addresses of the development provider, under /dev-idp/."""

from django.urls import path

from accounts.idp_dev import views

urlpatterns = [
    path(".well-known/openid-configuration", views.discovery, name="dev_idp"),
    path("jwks", views.jwks),
    path("authorize", views.authorize, name="dev_idp_authorize"),
    path("token", views.token),
    path("userinfo", views.userinfo),
]
