"""Pages that every site has, whatever its agencies publish: about, accessibility, privacy."""

from django.urls import path
from django.views.generic import TemplateView

app_name = "pages"
urlpatterns = [
    path(f"{name}/", TemplateView.as_view(template_name=f"pages/{name}.html"), name=name)
    for name in ("about", "accessibility", "privacy")
]
