"""Live figures as JSON (sockets and streams are served by config.live_asgi)."""

from django.urls import path

from realtime.live import views

app_name = "live"
urlpatterns = [path("live/<str:topic>.json", views.figures, name="figures")]
