"""Petitions."""

from django.urls import URLPattern, path

from petitions.views import desk, reading, signing, starting

app_name = "petitions"
urlpatterns: list[URLPattern] = [
    path("", reading.index, name="index"),
    path("kinds/", reading.kinds_table, name="kinds"),
    path("start/", starting.start, name="start"),
    path("start/<slug:kind>/", starting.write, name="write"),
    path("mine/", starting.mine, name="mine"),
    path("joined/", starting.joined, name="joined"),
    path("desk/", desk.desk, name="desk"),
    path("<slug:public_id>/", reading.petition, name="petition"),
    path("<slug:public_id>/names/", reading.names, name="names"),
    path("<slug:public_id>/sign/", signing.Sign.as_view(), name="sign"),
    path("<slug:public_id>/withdraw/", signing.withdraw, name="withdraw"),
    path("<slug:public_id>/draft/", starting.draft, name="draft"),
    path("<slug:public_id>/edit/", starting.edit, name="edit"),
    path("<slug:public_id>/join/", starting.join, name="join"),
    *(
        path(f"<slug:public_id>/{verb}/", starting.step, {"verb": verb}, name=verb)
        for verb in ("invite", "submit", "deliver", "give-up")
    ),
    path("<slug:public_id>/decide/", desk.decide, name="decide"),
    path("<slug:public_id>/take-over/", desk.deliver, name="take-over"),
    path("<slug:public_id>/check/", desk.check, name="check"),
    path("<slug:public_id>/answer/", desk.answer, name="answer"),
]
