"""/account/counter/permits/: permits for volunteers."""

from django.urls import URLPattern, path

from accounts.helping import views

app_name = "helping"
urlpatterns: list[URLPattern] = [
    path("", views.permits, name="permits"),
    path("<int:pk>/end/", views.end, name="end"),
]
