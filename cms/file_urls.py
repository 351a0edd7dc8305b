"""Files that machines ask for, under no language."""

from django.urls import path

from cms import files

app_name = "cms-files"
urlpatterns = [
    path("robots.txt", files.robots, name="robots"),
    path("sitemap.xml", files.sitemap_index, name="sitemap-index"),
    path("sitemap-<section>.xml", files.sitemap, name="sitemap"),
    path(".well-known/security.txt", files.security, name="security"),
]
