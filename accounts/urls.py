"""Pages of one's own account."""

from django.urls import URLPattern, path

from accounts import counter, devices, views

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("verify/", views.verify, name="verify"),
    path("devices/<int:pk>/end/", devices.end, name="device_end"),
    path("me.json", views.me, name="me"),
    path("privacy/", views.privacy_page, name="privacy"),
    path("privacy/my-data.json", views.privacy_download, name="privacy_download"),
    path("privacy/erase/", views.erase, name="erase"),
    path("counter/", counter.find, name="counter"),
    path("counter/overview/", counter.overview, name="counter_overview"),
    path("counter/register/", counter.register, name="counter_register"),
    path("counter/assist/", counter.assist_start, name="assist_start"),
    path("leave-counter/", counter.leave, name="counter_leave"),
    path("counter/end/", counter.assist_end, name="assist_end"),
]
