"""Published budgets."""

from django.urls import URLPattern, path

from budgets.ledger import views

app_name = "ledger"
urlpatterns: list[URLPattern] = [
    path("", views.index, name="index"),
    path("<slug:public_id>/", views.budget, name="budget"),
]
